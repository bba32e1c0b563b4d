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

import dev.sessions.transport.DaemonTimer;
import dev.sessions.transport.ExchangeTarget;
import dev.sessions.uri.Targets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connections of sessions in the background, one session after the other.
 */
final class BackgroundWarmUp {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private static final DaemonTimer timer = new DaemonTimer("sessions-warm-up");

	private BackgroundWarmUp() {
	}

	static void start(SessionFamily family, @Nullable URI baseUrl) {
		if (!family.transport().needsWarmUp()) {
			return;
		}
		if (baseUrl == null) {
			logger.warn("The session '{}' has no base URL, so no connections are opened in advance: set"
					+ " sessions.{}.base-url or remove pool.warm-up", family.name(), family.name());
			return;
		}
		ExchangeTarget target = Targets.of(baseUrl);
		timer.after(0, () -> open(family, target));
	}

	private static void open(SessionFamily family, ExchangeTarget target) {
		try {
			family.transport().warmUp(target);
		}
		catch (IOException | RuntimeException ex) {
			if (!family.transport().isClosed()) {
				logger.warn("The session '{}' could not open all connections to {} in advance; its calls will try again"
						+ " ({})", family.name(), target.host(), ex.toString());
			}
		}
	}

}
