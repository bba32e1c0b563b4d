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

package dev.sessions.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.hc.core5.http.Header;

/**
 * Headers without secrets. Of cookies the names are left.
 */
final class MaskedHeaders {

	private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate", "token");

	private MaskedHeaders() {
	}

	/**
	 * A header.
	 * @param header the header
	 * @param secret whether its value is a secret whatever its name says
	 * @return a line of it, with marks
	 */
	static String line(Header header, boolean secret) {
		String name = Marks.clean(header.getName());
		String value = Marks.clean(String.valueOf(header.getValue())).replace('\n', ' ');
		return name + ": " + switch (name.toLowerCase(Locale.ROOT)) {
			case "cookie" -> Arrays.stream(value.split(";", -1))
				.map((cookie) -> cookie(cookie.strip()))
				.collect(Collectors.joining("; "));
			case "set-cookie" -> setCookie(value);
			case "www-authenticate", "proxy-authenticate" -> credential(name, value);
			case "location", "content-location", "referer", "refresh", "link" -> link(value);
			default -> (secret || SecretNames.contains(name)) ? credential(name, value) : MaskedText.of(value);
		};
	}

	private static String cookie(String cookie) {
		int equals = cookie.indexOf('=');
		String name = (equals > 0) ? cookie.substring(0, equals) : "cookie";
		return (equals > 0) ? name + "=" + Marks.of(name) : Marks.of(name);
	}

	private static String setCookie(String value) {
		int end = value.indexOf(';');
		return (end < 0) ? cookie(value) : cookie(value.substring(0, end)) + MaskedText.of(value.substring(end));
	}

	/**
	 * Of a credential the scheme is left.
	 */
	private static String credential(String name, String value) {
		int space = value.indexOf(' ');
		boolean hasScheme = space > 0 && SCHEMES.contains(value.substring(0, space).toLowerCase(Locale.ROOT));
		return (hasScheme ? value.substring(0, space + 1) : "") + Marks.of(name);
	}

	/**
	 * What may be a secret in a link is anywhere in its query.
	 */
	private static String link(String value) {
		return MaskedText.of(value.replaceAll("[?#][^\\s<>\",;]*", "?..."));
	}

}
