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

package dev.sessions;

import java.io.IOException;
import java.net.URI;

import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.net.RequestTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections in advance, in one background thread per session, so that a hanging
 * server or host name lookup delays no other session.
 */
final class BackgroundWarmUp {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private BackgroundWarmUp() {
	}

	static void start(SharedWithForks shared, @Nullable URI baseUrl) {
		if (!shared.transport().needsWarmUp()) {
			return;
		}
		if (baseUrl == null) {
			logger.warn("The session '{}' has no base URL, so no connections are opened in advance: set"
					+ " sessions.{}.base-url or remove pool.warm-up", shared.name(), shared.name());
			return;
		}
		start(shared, RequestTarget.of(baseUrl));
	}

	private static void start(SharedWithForks shared, RequestTarget target) {
		try {
			DaemonThread.start("sessions-warm-up", () -> open(shared, target));
		}
		catch (OutOfMemoryError ex) {
			warn(shared, target, ex);
		}
	}

	private static void open(SharedWithForks shared, RequestTarget target) {
		try {
			shared.transport().warmUp(target);
		}
		catch (IOException | RuntimeException ex) {
			if (!shared.transport().isClosed()) {
				warn(shared, target, ex);
			}
		}
	}

	private static void warn(SharedWithForks shared, RequestTarget target, Throwable fault) {
		logger.warn("The session '{}' could not open all connections to {} in advance; its calls will try again ({})",
				shared.name(), target.host(), fault.toString());
	}

}
