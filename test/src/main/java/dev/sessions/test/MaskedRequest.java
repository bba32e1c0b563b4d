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

package dev.sessions.test;

import java.util.List;
import java.util.Map;

import dev.sessions.internal.log.MaskedText;

import org.springframework.http.HttpHeaders;

/**
 * Shows requests in messages, without their secrets, by the rules of the call log.
 */
final class MaskedRequest {

	private static final int MIN_SECRET_LENGTH = 4;

	private MaskedRequest() {
	}

	static String of(ReceivedRequest request) {
		StringBuilder text = new StringBuilder();
		text.append(request.method()).append(' ').append(request.maskedUri());
		request.headers()
			.forEach((name, values) -> values
				.forEach((value) -> text.append("\n    ").append(MaskedText.header(name, value))));
		byte[] body = request.body();
		if (body.length > 0) {
			text.append("\n\n    ").append(MaskedText.body(body, request.headers().getFirst(HttpHeaders.CONTENT_TYPE)));
		}
		return text.toString();
	}

	/**
	 * Remove the secrets of a request from a text about it, such as the message of a
	 * matcher.
	 */
	static String removeSecrets(String text, ReceivedRequest request) {
		String shown = text;
		String query = request.uri().getRawQuery();
		if (query != null) {
			String uri = request.uri().toString();
			shown = shown.replace(uri, request.maskedUri()).replace(query, "...");
		}
		for (Map.Entry<String, List<String>> header : request.headers().headerSet()) {
			for (String value : header.getValue()) {
				boolean secret = !MaskedText.header(header.getKey(), value).endsWith(": " + value);
				if (secret && value.length() >= MIN_SECRET_LENGTH) {
					shown = shown.replace(value, "***");
				}
			}
		}
		return shown;
	}

}
