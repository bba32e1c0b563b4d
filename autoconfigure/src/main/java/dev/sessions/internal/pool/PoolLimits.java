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

package dev.sessions.internal.pool;

import java.time.Duration;

/**
 * The bounds of a pool: the number of its connections and how long it keeps one.
 *
 * @param maxTotal the number of connections in total
 * @param maxPerRoute the number of connections to one route
 * @param maxLifetime the age at which a connection is no longer used
 * @param maxIdleTime the idle time after which a connection is no longer used
 * @param validateAfterInactivity the idle time after which the pool waits one millisecond
 * for the server to have closed the connection
 */
public record PoolLimits(int maxTotal, int maxPerRoute, Duration maxLifetime, Duration maxIdleTime,
		Duration validateAfterInactivity) {

}
