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

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;

/**
 * Checks an idle connection for {@link ReuseRules} immediately before it is leased, in
 * the thread that will use it. The pool holds no lock meanwhile.
 * {@code IdleConnectionCheck} in the package {@code socket} implements the check of the
 * socket. Thread-safe.
 */
@FunctionalInterface
public interface LivenessProbe {

	/**
	 * Whether a connection may be used.
	 * @param connection the connection, which is not in use
	 * @param idleForLong whether it was idle for so long that the server may be closing
	 * it right now
	 * @return whether it may be used; otherwise it is closed and the next one is tried
	 */
	boolean isUsable(ManagedHttpClientConnection connection, boolean idleForLong);

}
