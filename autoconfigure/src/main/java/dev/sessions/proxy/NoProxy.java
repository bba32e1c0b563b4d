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

package dev.sessions.proxy;

import java.net.IDN;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.apache.hc.core5.http.HttpHost;

/**
 * The targets that need no proxy.
 */
final class NoProxy {

	private final List<NoProxyPattern> patterns;

	private NoProxy(List<NoProxyPattern> patterns) {
		this.patterns = patterns;
	}

	static NoProxy parse(Collection<String> patterns) {
		return new NoProxy(patterns.stream().map(NoProxyPattern::parse).toList());
	}

	boolean matches(HttpHost target) {
		if (this.patterns.isEmpty()) {
			return false;
		}
		String host = normalize(target.getHostName());
		int port = (target.getPort() >= 0) ? target.getPort()
				: ("https".equalsIgnoreCase(target.getSchemeName()) ? 443 : 80);
		for (NoProxyPattern pattern : this.patterns) {
			if (pattern.matches(host, port)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * One spelling for each host: lower case, ASCII, without brackets and the dot of the
	 * root.
	 */
	static String normalize(String host) {
		String bare = (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
		bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
		boolean ascii = bare.chars().allMatch((c) -> c < 128);
		return (ascii ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED)).toLowerCase(Locale.ROOT);
	}

}
