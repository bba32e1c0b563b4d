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

package dev.sessions.sample.page;

import java.util.List;
import java.util.Map;

import dev.sessions.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of a session at one moment. Nothing of it is secret.
 *
 * @param name the name
 * @param baseUrl the base URL, or {@code null} if no property has it
 * @param credentials the kind of credentials, or {@code null} if no property has any
 * @param pool its connections
 * @param second its calls since the moment before
 * @param calls all calls so far
 * @param failed how many of these failed
 * @param opened how many connections were opened so far
 * @param attempts how often requests were sent
 * @param retries how often a request was sent once more, by reason
 * @param cookies how many cookies are held
 * @param cookieNames the names of the first of them
 * @param token the access token or the login, or {@code null} if there is none
 * @param lastFailure the call that failed last, or {@code null} if none did
 */
record SessionState(String name, @Nullable String baseUrl, @Nullable String credentials, PoolStats pool, Second second,
		long calls, long failed, long opened, long attempts, Map<String, Long> retries, int cookies,
		List<String> cookieNames, @Nullable TokenState token, @Nullable Failure lastFailure) {
}
