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

import org.apache.hc.client5.http.HttpRoute;

/**
 * Observes a pool, in the thread that acts. No lock is held meanwhile, but a call waits
 * for its connection, so implementations must be quick. Thread-safe.
 */
public interface PoolListener {

	/**
	 * Called when a connection, or the permission to open one, was leased.
	 * @param route the route of the connection
	 * @param waitedNanos the time spent waiting because all connections were in use, in
	 * nanoseconds; 0 without a wait
	 * @param reused {@code true} for an open connection, {@code false} for one that has
	 * yet to be opened
	 */
	default void leased(HttpRoute route, long waitedNanos, boolean reused) {
	}

	/**
	 * Called when a connection was closed or failed to open.
	 * @param route the route of the connection
	 * @param reason the reason
	 */
	default void closed(HttpRoute route, CloseReason reason) {
	}

}
