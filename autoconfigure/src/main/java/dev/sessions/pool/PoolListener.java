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

package dev.sessions.pool;

import org.apache.hc.client5.http.HttpRoute;

/**
 * Is told what a pool does, by the thread that does it. No lock is held meanwhile, but
 * somebody waits for a connection, so it must be quick. Thread-safe.
 */
public interface PoolListener {

	/**
	 * A connection was handed out, or the permission to open one.
	 * @param route where it leads to
	 * @param waitedNanos how long its user had to wait because all were in use; 0 if not
	 * at all
	 * @param reused {@code true} for one that is open already, {@code false} for one that
	 * is yet to be opened
	 */
	default void leased(HttpRoute route, long waitedNanos, boolean reused) {
	}

	/**
	 * A connection was closed, be it that its opening failed.
	 * @param route where it led to
	 * @param reason why
	 */
	default void closed(HttpRoute route, CloseReason reason) {
	}

}
