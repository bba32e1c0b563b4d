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

/**
 * Why a pool's connection was closed.
 */
public enum CloseReason {

	/**
	 * It was not used for too long.
	 */
	IDLE,

	/**
	 * It was as old as it may become, or the server would not keep it any longer.
	 */
	EXPIRED,

	/**
	 * It was found to be of no use any more when somebody was to get it.
	 */
	STALE,

	/**
	 * Its user did not give it back for further use: the exchange failed or was
	 * cancelled, or one of both sides wanted it closed.
	 */
	DISCARDED,

	/**
	 * It made room for a connection to elsewhere, or for a lowered bound.
	 */
	DISPLACED,

	/**
	 * The pool was closed.
	 */
	SHUTDOWN

}
