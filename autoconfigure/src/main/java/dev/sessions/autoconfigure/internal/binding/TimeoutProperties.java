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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code timeout} block.
 *
 * @param connect Longest time to open a connection, including the TLS handshake.
 * @param read Longest silence of the server while a response is awaited or read.
 * @param lease Longest wait for a connection of the pool.
 * @param total Longest time of the whole call: lease, all attempts, redirects, waits and
 * the buffered body; of a stream or download, the time until its body begins.
 */
record TimeoutProperties(@Nullable Duration connect, @Nullable Duration read, @Nullable Duration lease,
		@Nullable Duration total) {

}
