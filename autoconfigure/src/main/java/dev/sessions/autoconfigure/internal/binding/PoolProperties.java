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
 * The {@code pool} block.
 *
 * @param maxConnections Largest number of open connections.
 * @param maxConnectionsPerRoute Largest number of open connections to one host;
 * max-connections unless set.
 * @param maxLifetime Age from which a connection is not reused.
 * @param maxIdleTime Idle time after which a connection is closed.
 * @param keepAlive How long an idle connection may be reused if the server does not
 * specify a time.
 * @param validateAfterInactivity Idle time after which the check before each use also
 * waits one millisecond for a close that is just arriving.
 * @param warmUp Number of connections to the base URL that are opened, TLS handshake
 * included, when the application is ready.
 * @param leakDetection Time after which a connection that is still in use is reported as
 * a leak; 0 reports none.
 */
record PoolProperties(@Nullable Integer maxConnections, @Nullable Integer maxConnectionsPerRoute,
		@Nullable Duration maxLifetime, @Nullable Duration maxIdleTime, @Nullable Duration keepAlive,
		@Nullable Duration validateAfterInactivity, @Nullable Integer warmUp, @Nullable Duration leakDetection) {

}
