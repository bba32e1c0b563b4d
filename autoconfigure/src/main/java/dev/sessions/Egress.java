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

import dev.sessions.internal.net.HostAndPort;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.TransportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines the egress settings of a session with its base URL and its proxies.
 */
final class Egress {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private Egress() {
	}

	/**
	 * Return the settings for the session's transport, with the host of the base URL
	 * allowed.
	 * @param settings the settings of the session
	 * @return the settings for its transport
	 * @throws IllegalArgumentException if no call could reach the base URL
	 */
	static TransportSettings of(SessionSettings settings) {
		EgressSettings egress = settings.egress();
		URI baseUrl = settings.baseUrl();
		if (baseUrl != null) {
			String host = HostAndPort.hostOf(baseUrl);
			egress.requireReachableBase(host);
			egress = egress.including(host);
		}
		return settings.transport().withEgress(egress);
	}

	/**
	 * Log a warning if a proxy resolves host names, because addresses cannot be checked
	 * then.
	 * @param session the name of the session
	 * @param settings the settings of its transport and of its mounts
	 */
	static void warn(String session, List<TransportSettings> settings) {
		if (settings.stream()
			.anyMatch((transport) -> transport.egress().checksAddresses() && transport.proxy().resolveTargets())) {
			logger.warn(
					"The proxy of the session '{}' resolves host names itself, so only addresses that are written in URLs"
							+ " are checked: let the proxy reject the others",
					session);
		}
	}

}
