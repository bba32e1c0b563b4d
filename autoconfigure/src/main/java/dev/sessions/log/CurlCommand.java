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

import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A request as a command for a POSIX shell. Each secret is a variable for whoever pastes
 * it to set.
 */
final class CurlCommand {

	/**
	 * What curl says by itself.
	 */
	private static final Set<String> CURLS_OWN = Set.of("host", "content-length", "transfer-encoding", "connection",
			"accept-encoding");

	private CurlCommand() {
	}

	static String of(LoggedRequest request, LogDetail detail) {
		String method = request.original().getMethod();
		StringBuilder command = new StringBuilder("curl -g");
		switch (method) {
			case "GET" -> {
			}
			case "HEAD" -> command.append(" -I");
			default -> command.append(" -X ").append(Marks.quoted(Marks.clean(method)));
		}
		if (request.sent().containsHeader("Accept-Encoding")) {
			command.append(" --compressed");
		}
		command.append(' ').append(Marks.quoted(request.url()));
		for (Header header : request.headers()) {
			if (!CURLS_OWN.contains(header.getName().toLowerCase(Locale.ROOT))) {
				// a header without a value ends with a semicolon there
				command.append(" -H ").append(Marks.quoted(request.line(header).replaceFirst(": $", ";")));
			}
		}
		return command.append(body(request.original().getEntity(), detail)).toString();
	}

	private static String body(HttpEntity entity, LogDetail detail) {
		if (entity == null) {
			return "";
		}
		boolean whole = detail == LogDetail.BODY && entity.getContentLength() <= LoggedBody.MAX_BYTES;
		String text = whole ? LoggedBody.of(entity) : null;
		return (text != null) ? " --data-raw " + Marks.quoted(text) : " --data-binary @body";
	}

}
