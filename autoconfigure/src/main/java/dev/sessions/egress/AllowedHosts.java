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

package dev.sessions.egress;

import java.util.Collection;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;

/**
 * The hosts that may be reached.
 */
final class AllowedHosts {

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private final HostPattern[] patterns;

	AllowedHosts(Collection<String> patterns) {
		this.patterns = patterns.stream().map(HostPattern::parse).toArray(HostPattern[]::new);
	}

	boolean contain(HttpHost target) {
		String host = HostName.canonical(target.getHostName());
		if (host == null) {
			return false;
		}
		int port = port(target);
		for (HostPattern pattern : this.patterns) {
			if (pattern.matches(host, port)) {
				return true;
			}
		}
		return false;
	}

	private static int port(HttpHost target) {
		if (target.getPort() >= 0) {
			return target.getPort();
		}
		return URIScheme.HTTPS.same(target.getSchemeName()) ? HTTPS_PORT : HTTP_PORT;
	}

}
