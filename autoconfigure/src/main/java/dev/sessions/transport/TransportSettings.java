/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.sessions.transport;

import dev.sessions.cookie.CookieSettings;
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.retry.RetrySettings;

/**
 * What a {@link Transport} is built from. Two sessions may share one only if these are
 * equal.
 *
 * @param pool the connections
 * @param timeout the timeouts
 * @param retry the retries
 * @param redirects the redirects
 * @param proxy the proxies
 * @param cookies whether there are cookies
 * @param compression whether bodies are decoded
 * @param limits the bounds on answers
 */
public record TransportSettings(PoolSettings pool, TimeoutSettings timeout, RetrySettings retry,
		RedirectSettings redirects, ProxySettings proxy, CookieSettings cookies, boolean compression,
		LimitSettings limits) {

}
