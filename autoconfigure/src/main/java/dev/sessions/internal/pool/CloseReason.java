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

/**
 * The reason why a pool closed a connection.
 */
public enum CloseReason {

	/**
	 * The connection was idle for too long.
	 */
	IDLE,

	/**
	 * The connection reached its maximum age, or the end of the server's keep-alive time.
	 */
	EXPIRED,

	/**
	 * The connection was found unusable when it was to be leased.
	 */
	STALE,

	/**
	 * The connection was released as not reusable: the exchange failed or was cancelled,
	 * or one of both sides wanted it closed.
	 */
	DISCARDED,

	/**
	 * The connection made room for one of another route or user, or for a lowered bound.
	 */
	DISPLACED,

	/**
	 * The pool was closed.
	 */
	SHUTDOWN

}
