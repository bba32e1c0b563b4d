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

import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.text.PlainText;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * Renders the parts of requests and responses for the call log, with asterisks in place
 * of secrets.
 */
public final class MaskedText {

	private MaskedText() {
	}

	/**
	 * Mask a header.
	 * @param name the name
	 * @param value the value
	 * @return the header line
	 */
	public static String header(String name, String value) {
		return SecretPlaceholders.masked(MaskedHeaders.line(new BasicHeader(name, value), false));
	}

	/**
	 * Mask a URI.
	 * @param uri the URI, which need not be valid
	 * @param callerQuery the query passed by the caller; other parameters were added by
	 * the session, such as an API key
	 * @return the URI without user info, and without secrets in its path and query
	 */
	public static String uri(String uri, @Nullable String callerQuery) {
		String query = PathAndQuery.query(PlainText.of(uri));
		return SecretPlaceholders.masked(origin(uri) + LoggedRequest.path(uri)
				+ ((query != null) ? "?" + MaskedForm.query(query, callerQuery) : ""));
	}

	private static String origin(String uri) {
		int scheme = uri.indexOf("://");
		if (scheme < 0) {
			return "";
		}
		int end = scheme + 3;
		while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
			end++;
		}
		int host = Math.max(uri.lastIndexOf('@', end - 1) + 1, scheme + 3);
		return PlainText.of(uri.substring(0, scheme + 3) + uri.substring(host, end));
	}

	/**
	 * Mask a body whose fields are known.
	 * @param body the bytes
	 * @param type its content type
	 * @return the text, or {@code null} if the body is neither JSON nor a form
	 */
	public static @Nullable String text(byte[] body, @Nullable String type) {
		String masked = LoggedBody.of(body, body.length, type);
		return (masked != null) ? SecretPlaceholders.masked(masked) : null;
	}

	/**
	 * Mask a body for a recording, which is decoded as the original is: unlike in the
	 * log, JSON keeps its structure and the types of its values.
	 * @param body the bytes
	 * @param type its content type
	 * @return the text, or {@code null} if the body is neither JSON nor a form
	 */
	public static @Nullable String recorded(byte[] body, @Nullable String type) {
		String masked = LoggedBody.of(body, body.length, type, true);
		return (masked != null) ? SecretPlaceholders.masked(masked) : null;
	}

	/**
	 * Describe a body.
	 * @param body the bytes
	 * @param type its content type
	 * @return the text, or the type and length if the body is neither JSON nor a form
	 */
	public static String body(byte[] body, @Nullable String type) {
		String text = text(body, type);
		return (text != null) ? text : LoggedBody.description(body.length, type);
	}

}
