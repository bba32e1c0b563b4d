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

package dev.sessions.internal.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.internal.text.PathParameters;
import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretText;
import dev.sessions.internal.text.ShownHeaders;
import org.apache.hc.core5.http.Header;

/**
 * Masks headers. Values are shown only for headers without secrets. Of cookies, the names
 * are shown; of credentials and challenges, the scheme; of links, the part before the
 * query.
 */
final class MaskedHeaders {

	private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate", "token");

	private static final Set<String> COOKIE_ATTRIBUTES = Set.of("path", "domain", "expires", "max-age", "secure",
			"httponly", "samesite", "partitioned");

	private MaskedHeaders() {
	}

	/**
	 * Render a header.
	 * @param header the header
	 * @param secret whether its value is a secret, regardless of its name
	 * @return the header line with placeholders
	 */
	static String line(Header header, boolean secret) {
		String name = PlainText.of(header.getName());
		String value = PlainText.of(String.valueOf(header.getValue()));
		return name + ": " + switch (name.toLowerCase(Locale.ROOT)) {
			case "cookie" -> Arrays.stream(value.split(";", -1))
				.map((cookie) -> cookie(cookie.strip()))
				.collect(Collectors.joining("; "));
			case "set-cookie" -> setCookie(value);
			case "authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate" ->
				credential(name, value);
			case "location", "content-location", "referer" -> link(name, value);
			default -> (!secret && ShownHeaders.contains(name)) ? shown(name, value) : masked(name, value);
		};
	}

	private static String shown(String name, String value) {
		boolean host = name.equalsIgnoreCase("host") && value.indexOf('@') < 0;
		return (host || !SecretText.contains(value)) ? value : SecretPlaceholders.of(name);
	}

	private static String masked(String name, String value) {
		return value.isEmpty() ? value : SecretPlaceholders.of(name);
	}

	private static String cookie(String cookie) {
		int equals = cookie.indexOf('=');
		String name = (equals > 0) ? cookie.substring(0, equals) : "cookie";
		return (equals > 0) ? name + "=" + SecretPlaceholders.of(name) : SecretPlaceholders.of(name);
	}

	private static String setCookie(String value) {
		String[] parts = value.split(";", -1);
		return cookie(parts[0]) + Arrays.stream(parts, 1, parts.length)
			.filter(MaskedHeaders::isAttribute)
			.map(";"::concat)
			.collect(Collectors.joining());
	}

	private static boolean isAttribute(String attribute) {
		String name = attribute.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
		return COOKIE_ATTRIBUTES.contains(name) && !SecretText.contains(attribute);
	}

	/**
	 * Show the scheme of a credential.
	 */
	private static String credential(String name, String value) {
		int space = value.indexOf(' ');
		boolean hasScheme = space > 0 && SCHEMES.contains(value.substring(0, space).toLowerCase(Locale.ROOT));
		return (hasScheme ? value.substring(0, space + 1) : "") + SecretPlaceholders.of(name);
	}

	/**
	 * Mask the query of a link, any part of which may be a secret.
	 */
	private static String link(String name, String value) {
		String shown = value.replaceAll("[?#][^\\s<>\",;]*", "?...");
		return SecretText.contains(shown) ? SecretPlaceholders.of(name)
				: PathParameters.replaceValues(shown, SecretPlaceholders::of);
	}

}
