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
import dev.sessions.settings.EgressSettings;

/**
 * Maps the keys that restrict the reachable hosts and addresses to settings.
 */
final class EgressMapper {

	private final String session;

	private final PropertyOrigins origins;

	/**
	 * Create a mapper for one session.
	 * @param session the session's name
	 * @param origins finds the origins of invalid values
	 */
	EgressMapper(String session, PropertyOrigins origins) {
		this.session = session;
		this.origins = origins;
	}

	SessionSettings map(SessionProperties properties, SessionSettings base) {
		Set<String> hosts = properties.allowedHosts();
		return (hosts != null) ? base.withEgress(withAllowedHosts(base.egress(), hosts)) : base;
	}

	private EgressSettings withAllowedHosts(EgressSettings egress, Set<String> hosts) {
		for (String host : hosts) {
			String placeholder = UnbindableValue.unresolvedPlaceholder(host);
			if (placeholder != null) {
				throw invalid("allowed-hosts", UnbindableValue.unresolvedFault(placeholder),
						UnbindableValue.unresolvedCure(placeholder));
			}
		}
		try {
			return egress.withAllowedHosts(hosts);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("allowed-hosts", fault("allowed-hosts", ex), "Correct the value, or remove the key.");
		}
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
			throw invalid("base-url", fault("base-url", ex),
					"Set block-private-addresses to false for this session, or name another host.");
		}
	}

	private static String fault(String key, IllegalArgumentException ex) {
		return String.valueOf(ex.getMessage()).replaceFirst("^" + key + " ", "");
	}

	private InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		return this.origins.invalid(this.session, key, fault, cure);
	}

}
