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

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;

/**
 * The ports of http and https (RFC 9110, sections 4.2.1 and 4.2.2).
 */
public final class DefaultPort {

	private static final int HTTP = 80;

	private static final int HTTPS = 443;

	private DefaultPort() {
	}

	/**
	 * Return the port of a target. Allocates nothing.
	 * @param target the target
	 * @return its port, or that of its scheme if it has none; a scheme other than https
	 * counts as http
	 */
	public static int orPortOf(HttpHost target) {
		return (target.getPort() >= 0) ? target.getPort() : of(target);
	}

	/**
	 * Return the default port for the scheme of a target.
	 * @param target the target
	 * @return 443 for https, 80 for any other scheme
	 */
	public static int of(HttpHost target) {
		return URIScheme.HTTPS.same(target.getSchemeName()) ? HTTPS : HTTP;
	}

	/**
	 * Return the default port of a scheme.
	 * @param scheme the scheme in lower case
	 * @return the port, or -1 for a scheme other than http and https
	 */
	static int of(String scheme) {
		return switch (scheme) {
			case "http" -> HTTP;
			case "https" -> HTTPS;
			default -> -1;
		};
	}

}
