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

package dev.sessions.uri;

import java.net.URI;
import java.util.Locale;

import dev.sessions.transport.ExchangeTarget;
import org.apache.hc.core5.http.HttpHost;

/**
 * Takes the URIs of callers apart: where a request goes, and what it asks for there.
 */
public final class Targets {

	private Targets() {
	}

	/**
	 * The target of an absolute URI.
	 * @param uri the URI
	 * @return the target
	 * @throws IllegalArgumentException if it is not an http(s) URI with a host and
	 * without user info; the message does not show it
	 */
	public static ExchangeTarget of(URI uri) {
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new IllegalArgumentException("Only http and https URLs can be requested, not '" + scheme + "'");
		}
		if (uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException(
					"The URL must not hold a user name or password; use auth(Credentials.basic(...))");
		}
		if (uri.getHost() == null) {
			throw new IllegalArgumentException("The URL names no valid host");
		}
		return ExchangeTarget.of(new HttpHost(scheme, uri.getHost(), uri.getPort()));
	}

	/**
	 * The path and query of a URI as they go over the wire.
	 * @param uri the URI
	 * @return both, encoded as they are there; empty if it has neither
	 */
	public static String pathAndQuery(URI uri) {
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

}
