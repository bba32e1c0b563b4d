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

package dev.sessions.internal.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.internal.net.HeaderSyntax;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.BasicHeader;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

/**
 * Converts headers between Spring's type and HttpClient's.
 */
public final class HttpHeadersMapping {

	private HttpHeadersMapping() {
	}

	/**
	 * Convert Spring's headers to HttpClient's. Headers without a value are left out.
	 * @param headers the headers
	 * @return the header lines to send, without {@code Content-Length} and
	 * {@code Transfer-Encoding}
	 * @throws IllegalArgumentException if a name or value cannot be sent
	 */
	public static List<Header> toWire(HttpHeaders headers) {
		return toWire(headers, (name) -> {
		});
	}

	/**
	 * Convert Spring's headers to HttpClient's.
	 * @param headers the headers
	 * @param withoutValue receives the name of each header that has no value
	 * @return the header lines to send, without {@code Content-Length} and
	 * {@code Transfer-Encoding}
	 * @throws IllegalArgumentException if a name or value cannot be sent
	 */
	public static List<Header> toWire(HttpHeaders headers, Consumer<String> withoutValue) {
		if (headers.isEmpty()) {
			return List.of();
		}
		List<Header> wire = new ArrayList<>(headers.size());
		headers.forEach((name, values) -> {
			HeaderSyntax.requireToken("The name of a header", name);
			if (isSetByTheBody(name)) {
				return;
			}
			if (values.isEmpty()) {
				withoutValue.accept(name);
				return;
			}
			if (name.equalsIgnoreCase(HttpHeaders.COOKIE)) {
				// one header for all cookies (RFC 6265, section 5.4)
				wire.add(header(name, StringUtils.collectionToDelimitedString(values, "; ")));
				return;
			}
			values.forEach((value) -> wire.add(header(name, value)));
		});
		return wire;
	}

	private static Header header(String name, String value) {
		return new BasicHeader(name,
				HeaderSyntax.requireFieldValue("The header " + name, (value != null) ? value : ""));
	}

	/**
	 * Return whether HttpClient derives a header from the body of the request.
	 * @param name the name of the header
	 * @return whether the body determines it
	 */
	public static boolean isSetByTheBody(String name) {
		return name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
				|| name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING);
	}

	/**
	 * Present the headers of a received message as Spring's headers.
	 * @param message the message
	 * @return a read-only view of its headers
	 */
	public static HttpHeaders fromWire(HttpMessage message) {
		return new ReceivedHeaders(new WireHeaders(message));
	}

}
