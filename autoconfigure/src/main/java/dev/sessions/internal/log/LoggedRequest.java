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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.internal.net.DefaultPort;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.text.PathParameters;
import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretText;
import dev.sessions.internal.text.ShownUri;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * A sent request, together with the caller's request. All values of headers and
 * parameters that the session added are treated as secrets, except for {@link #FRAMING}.
 *
 * @param target the target host
 * @param original the caller's request with the session's default headers
 * @param sent the request as it was sent
 */
record LoggedRequest(HttpHost target, ClassicHttpRequest original, ClassicHttpRequest sent) {

	/**
	 * The headers that describe the sender and the message. They are added by handlers
	 * below and are not secrets.
	 */
	private static final Set<String> FRAMING = Set.of("host", "connection", "content-length", "transfer-encoding",
			"content-type", "content-encoding", "expect", "user-agent", "accept-encoding", "traceparent",
			"idempotency-key", "range", "if-range");

	/**
	 * Return the path without query and user info, and with placeholders for the values
	 * of path parameters, in which some servers put a session id.
	 */
	static String path(@Nullable String uri) {
		String path = (uri != null) ? PlainText.of(uri) : "/";
		int scheme = path.indexOf("://");
		if (scheme >= 0) {
			int slash = path.indexOf('/', scheme + 3);
			path = (slash >= 0) ? path.substring(slash) : "/";
		}
		return Arrays.stream(ShownUri.withoutQuery(path).split("/", -1))
			.map(LoggedRequest::segment)
			.collect(Collectors.joining("/"));
	}

	private static String segment(String segment) {
		String name = segment.split(";|%3[bB]", 2)[0];
		return SecretText.contains(name) ? SecretPlaceholders.of("path")
				: PathParameters.replaceValues(segment, SecretPlaceholders::of);
	}

	/**
	 * Return the URL with placeholders.
	 */
	String url() {
		String query = query(this.sent);
		return this.target.toURI() + path(this.sent.getPath())
				+ ((query != null) ? "?" + MaskedForm.query(query, query(this.original)) : "");
	}

	private static @Nullable String query(ClassicHttpRequest request) {
		return PathAndQuery.query(PlainText.of(String.valueOf(request.getPath())));
	}

	/**
	 * Return whether a {@code Host} header names the target, with or without the default
	 * port.
	 */
	boolean isTarget(String host) {
		String defaultPort = ":" + DefaultPort.of(this.target);
		return withoutEnd(host, defaultPort).equalsIgnoreCase(withoutEnd(this.target.toHostString(), defaultPort));
	}

	private static String withoutEnd(String text, String end) {
		return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
	}

	/**
	 * Return the headers, including the content type of the body, which is added when the
	 * request is sent.
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
	 * Return a header with placeholders.
	 */
	String line(Header header) {
		boolean added = !this.original.containsHeader(header.getName())
				&& !FRAMING.contains(header.getName().toLowerCase(Locale.ROOT));
		return MaskedHeaders.line(header, added);
	}

}
