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

package dev.sessions.autoconfigure;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Builds the client of one session in the background, so that the first call of any
 * session finds the classes of HttpClient loaded. Opens no connection.
 */
final class FirstCallPreparation {

	private static final Log logger = LogFactory.getLog(FirstCallPreparation.class);

	private FirstCallPreparation() {
	}

	static void start(Session session) {
		try {
			DaemonThread.start("sessions-first-call", () -> build(session));
		}
		catch (OutOfMemoryError ex) {
			logger.debug("The first call will load its classes itself", ex);
		}
	}

	/**
	 * What cannot be built fails the first call, with its reason.
	 */
	private static void build(Session session) {
		try {
			Transport transport = Transport.find(session::unwrap);
			if (transport != null) {
				transport.build();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The first call will build its client itself", ex);
		}
	}

}
