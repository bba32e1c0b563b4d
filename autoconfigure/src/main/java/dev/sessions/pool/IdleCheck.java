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

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;

/**
 * Says whether an idle connection may be used for one more exchange. It is asked right
 * before such a connection is handed out, by the thread that is to use it, and no lock is
 * held meanwhile. Thread-safe.
 */
@FunctionalInterface
public interface IdleCheck {

	/**
	 * Whether a connection may be used.
	 * @param connection the connection, which nobody else uses
	 * @return {@code false} to have it closed and the next one tried
	 */
	boolean isUsable(ManagedHttpClientConnection connection);

}
