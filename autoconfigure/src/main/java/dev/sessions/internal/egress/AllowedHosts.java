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

package dev.sessions.internal.egress;

import java.util.Collection;

import dev.sessions.internal.net.CanonicalHost;
import dev.sessions.internal.net.DefaultPort;
import dev.sessions.internal.net.HostPattern;
import org.apache.hc.core5.http.HttpHost;

/**
 * The hosts that a session may reach.
 */
public final class AllowedHosts {

	private final HostPattern[] patterns;

	public AllowedHosts(Collection<String> patterns) {
		this.patterns = patterns.stream().map(HostPattern::parse).toArray(HostPattern[]::new);
	}

	public boolean contain(HttpHost target) {
		String host = CanonicalHost.of(target);
		if (host == null) {
			return false;
		}
		int port = DefaultPort.orPortOf(target);
		for (HostPattern pattern : this.patterns) {
			if (pattern.matches(host, port)) {
				return true;
			}
		}
		return false;
	}

}
