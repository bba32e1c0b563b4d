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

import java.util.Locale;
import java.util.Set;

import dev.sessions.internal.text.PlainText;
import dev.sessions.settings.LogDetail;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Renders a request as a curl command for a POSIX shell. Each secret is a shell variable
 * that has to be set before.
 */
final class CurlCommand {

	/**
	 * The headers that curl sends by itself, besides {@code Host}.
	 */
	private static final Set<String> CURLS_OWN = Set.of("content-length", "transfer-encoding", "connection",
			"accept-encoding");

	private CurlCommand() {
	}

	static String of(LoggedRequest request, LogDetail detail) {
		HttpEntity body = request.original().getEntity();
		StringBuilder command = new StringBuilder("curl -g").append(method(request.original().getMethod(), body));
		if (request.sent().containsHeader("Accept-Encoding")) {
			command.append(" --compressed");
		}
		command.append(' ').append(SecretPlaceholders.quoted(request.url()));
		for (Header header : request.headers()) {
			if (!isCurlsOwn(header, request)) {
				// curl expects a semicolon after a header without a value
				command.append(" -H ").append(SecretPlaceholders.quoted(request.line(header).replaceFirst(": $", ";")));
			}
		}
		return command.append(body(body, detail)).toString();
	}

	/**
	 * With a body, curl defaults to POST and rejects {@code -I}.
	 */
	private static String method(String method, @Nullable HttpEntity body) {
		if (body == null && method.equals("GET")) {
			return "";
		}
		if (method.equals("HEAD")) {
			return (body != null) ? " -i -X 'HEAD'" : " -I";
		}
		return " -X " + SecretPlaceholders.quoted(PlainText.of(method));
	}

	/**
	 * Return whether curl sends this header by itself. For {@code Host}, curl sends the
	 * host of the URL.
	 */
	private static boolean isCurlsOwn(Header header, LoggedRequest request) {
		String name = header.getName().toLowerCase(Locale.ROOT);
		return name.equals("host") ? request.isTarget(header.getValue()) : CURLS_OWN.contains(name);
	}

	private static String body(@Nullable HttpEntity entity, LogDetail detail) {
		if (entity == null) {
			return "";
		}
		if (entity.getContentLength() == 0) {
			return " --data-raw ''";
		}
		boolean whole = detail == LogDetail.BODY && entity.getContentLength() <= LoggedBody.MAX_BYTES;
		String text = whole ? LoggedBody.of(entity) : null;
		return (text != null) ? " --data-raw " + SecretPlaceholders.quoted(text) : " --data-binary @body";
	}

}
