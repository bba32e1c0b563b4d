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

package dev.sessions.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.function.Function;

import dev.sessions.internal.net.NoProxyPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the environment variables that configure proxies on Unix.
 *
 * @param variables looks up a variable, or returns {@code null}
 */
record ProxyEnvironment(Function<String, @Nullable String> variables) {

	private static final Logger logger = LoggerFactory.getLogger(ProxyEnvironment.class);

	/**
	 * Return the proxy of a variable, or else of {@code all_proxy}. A value without a
	 * scheme is an http proxy.
	 */
	@Nullable ProxyServer server(String variable) {
		String used = (find(variable) != null) ? variable : "all_proxy";
		String value = find(used);
		if (value == null || value.isBlank()) {
			return null;
		}
		String url = value.trim();
		try {
			return ProxyServer.parse(url.contains("://") ? url : "http://" + url);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"The variable " + used.toUpperCase(Locale.ROOT) + " holds no valid proxy: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the targets that are reached without a proxy. Other programs use the
	 * variable, too, so invalid entries are skipped with a warning.
	 */
	@Nullable List<String> noProxy() {
		String value = find("no_proxy");
		if (value == null) {
			return null;
		}
		List<String> patterns = new ArrayList<>();
		StringTokenizer entries = new StringTokenizer(value, ", \t");
		while (entries.hasMoreTokens()) {
			String pattern = entries.nextToken();
			try {
				NoProxyPattern.parse(pattern);
				patterns.add(pattern);
			}
			catch (IllegalArgumentException ex) {
				logger.warn("The variable NO_PROXY has an invalid entry, which is ignored: {}", ex.getMessage());
			}
		}
		return patterns;
	}

	private @Nullable String find(String variable) {
		String value = this.variables.apply(variable);
		return (value != null) ? value : this.variables.apply(variable.toUpperCase(Locale.ROOT));
	}

}
