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

package dev.sessions.testsupport;

import java.io.IOException;

/**
 * The reaction of a {@link ScriptedServer} to a request.
 */
@FunctionalInterface
public interface Answer {

	/**
	 * Respond to a request, or produce a fault. A connection that is not closed here
	 * serves further requests.
	 * @param request the request
	 * @param connection the connection of the request
	 * @throws IOException if the connection failed; it is closed then
	 * @throws InterruptedException if the server is closed
	 */
	void send(ReceivedRequest request, Connection connection) throws IOException, InterruptedException;

}
