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

package dev.sessions.internal.client;

import dev.sessions.internal.call.MountPrefix;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * A mount of a session: a URL prefix with its own settings.
 *
 * @param prefix the URL prefix
 * @param settings the settings of its connections and policies
 * @param adapter the request factory used instead of connections, or {@code null} for
 * connections
 */
public record Mount(MountPrefix prefix, TransportSettings settings, @Nullable ClientHttpRequestFactory adapter) {

}
