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

package dev.sessions.autoconfigure.internal.binding;

import java.net.URI;
import java.util.Set;

import dev.sessions.SessionSettings;
import dev.sessions.internal.net.HostAndPort;

/**
 * Maps the keys that restrict the reachable hosts and addresses to settings.
 */
final class EgressMapper {

	private final KeyPath path;

	/**
	 * Create a mapper for one session.
	 * @param path the path of the session's keys
	 */
	EgressMapper(KeyPath path) {
		this.path = path;
	}

	SessionSettings map(SessionProperties properties, SessionSettings base) {
		Set<String> hosts = properties.allowedHosts();
		if (hosts == null) {
			return base;
		}
		this.path.requireResolved("allowed-hosts", hosts);
		return this.path.check("allowed-hosts", "Correct the value, or remove the key.",
				() -> base.withEgress(base.egress().withAllowedHosts(hosts)));
	}

	/**
	 * Reject a base URL that the session may not reach.
	 */
	void requireReachableBase(SessionSettings settings) {
		URI baseUrl = settings.baseUrl();
		try {
			if (baseUrl != null) {
				settings.egress().requireReachableBase(HostAndPort.hostOf(baseUrl));
			}
		}
		catch (IllegalArgumentException ex) {
			throw this.path.invalid("base-url", ex,
					"Set block-private-addresses to false for this session, or name another host.");
		}
	}

}
