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

package dev.sessions.internal.net;

import java.util.Collection;
import java.util.List;

import org.apache.hc.core5.http.HttpHost;

/**
 * The targets that are reached without a proxy, as listed in {@code proxy.no-proxy} and
 * the environment variable {@code NO_PROXY}. {@link NoProxyPattern} parses one pattern.
 * Immutable.
 */
public final class NoProxy {

	private final List<NoProxyPattern> patterns;

	private NoProxy(List<NoProxyPattern> patterns) {
		this.patterns = patterns;
	}

	/**
	 * Parse patterns.
	 * @param patterns the patterns, as {@link NoProxyPattern#parse} reads them
	 * @return the targets
	 * @throws IllegalArgumentException if a pattern is invalid
	 */
	public static NoProxy parse(Collection<String> patterns) {
		return new NoProxy(patterns.stream().map(NoProxyPattern::parse).toList());
	}

	/**
	 * Return whether a target is reached without a proxy.
	 * @param target the target
	 * @return whether a pattern matches it
	 */
	public boolean matches(HttpHost target) {
		if (this.patterns.isEmpty()) {
			return false;
		}
		String host = CanonicalHost.lenient(HostName.of(target));
		int port = DefaultPort.orPortOf(target);
		for (NoProxyPattern pattern : this.patterns) {
			if (pattern.matches(host, port)) {
				return true;
			}
		}
		return false;
	}

}
