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

import java.net.URI;
import java.util.List;

import dev.sessions.egress.EgressSettings;
import dev.sessions.transport.TransportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session may reach, seen together with its base URL and its proxies.
 */
final class Egress {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private Egress() {
	}

	/**
	 * The settings for a transport, which may reach the host of the base URL.
	 * @param session the name of the session
	 * @param settings its settings
	 * @return the settings for its transport
	 * @throws IllegalArgumentException if no call could reach the base URL
	 */
	static TransportSettings of(String session, SessionSettings settings) {
		EgressSettings egress = settings.egress();
		URI baseUrl = settings.baseUrl();
		if (baseUrl != null) {
			egress.requireReachableBase(baseUrl.getHost());
			egress = egress.including(baseUrl.getHost());
		}
		return settings.transport().withEgress(egress);
	}

	/**
	 * Warn of what cannot be checked.
	 * @param session the name of the session
	 * @param settings its settings for its transport, and those of its mounts
	 */
	static void warn(String session, List<TransportSettings> settings) {
		if (settings.stream().anyMatch((one) -> one.egress().checksAddresses() && one.proxy().resolveTargets())) {
			logger
				.warn("The proxy of the session '{}' looks names up itself, so of the targets behind it only addresses"
						+ " that stand in URLs are checked: let the proxy refuse the others", session);
		}
	}

}
