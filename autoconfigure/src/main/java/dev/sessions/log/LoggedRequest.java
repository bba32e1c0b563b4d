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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent, beside what the caller made: what the session has added to it
 * is a secret, whatever its name says.
 *
 * @param target where it went to
 * @param original what the caller made, with the session's default headers
 * @param sent what was sent
 */
record LoggedRequest(HttpHost target, ClassicHttpRequest original, ClassicHttpRequest sent) {

	/**
	 * Who sends a message and how long it is: added below, and no secret.
	 */
	private static final Set<String> FRAMING = Set.of("host", "connection", "content-length", "transfer-encoding",
			"content-type", "content-encoding", "expect", "user-agent", "accept-encoding", "traceparent",
			"idempotency-key", "range", "if-range");

	/**
	 * The path, without query and user info, and with marks in place of the values of its
	 * parameters: a server may well put the id of its session there.
	 */
	static String path(@Nullable String uri) {
		String path = (uri != null) ? Marks.clean(uri).replace('\n', ' ') : "/";
		int scheme = path.indexOf("://");
		if (scheme >= 0) {
			int slash = path.indexOf('/', scheme + 3);
			path = (slash >= 0) ? path.substring(slash) : "/";
		}
		return PathParameters.replaceValues(path.split("[?#]", 2)[0], Marks::of);
	}

	/**
	 * The URL, with marks.
	 */
	String url() {
		String query = query(this.sent);
		return this.target.toURI() + path(this.sent.getPath())
				+ ((query != null) ? "?" + MaskedForm.query(query, query(this.original)) : "");
	}

	private static @Nullable String query(ClassicHttpRequest request) {
		String path = Marks.clean(String.valueOf(request.getPath()));
		int query = path.indexOf('?');
		return (query >= 0) ? path.substring(query + 1) : null;
	}

	/**
	 * Whether the value of a header {@code Host} is where the request went to, be the
	 * port written or not.
	 */
	boolean isTarget(String host) {
		String defaultPort = "https".equals(this.target.getSchemeName()) ? ":443" : ":80";
		return withoutEnd(host, defaultPort).equalsIgnoreCase(withoutEnd(this.target.toHostString(), defaultPort));
	}

	private static String withoutEnd(String text, String end) {
		return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
	}

	/**
	 * The headers, with that of the body, which is added when a request is sent.
	 */
	List<Header> headers() {
		List<Header> headers = new ArrayList<>(List.of(this.sent.getHeaders()));
		HttpEntity body = this.original.getEntity();
		if (body != null && body.getContentType() != null && !this.sent.containsHeader(HttpHeaders.CONTENT_TYPE)) {
			headers.add(new BasicHeader(HttpHeaders.CONTENT_TYPE, body.getContentType()));
		}
		return headers;
	}

	/**
	 * A header, with marks.
	 */
	String line(Header header) {
		boolean added = !this.original.containsHeader(header.getName())
				&& !FRAMING.contains(header.getName().toLowerCase(Locale.ROOT));
		return MaskedHeaders.line(header, added);
	}

}
