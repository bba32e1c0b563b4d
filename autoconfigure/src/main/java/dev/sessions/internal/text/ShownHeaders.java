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

package dev.sessions.internal.text;

import java.util.Locale;
import java.util.Set;

/**
 * The headers whose values are shown: those of RFC 9110, and similar ones without
 * secrets. Only the application knows the meaning of any other header.
 */
public final class ShownHeaders {

	private static final Set<String> NAMES = Set.of("accept", "accept-charset", "accept-encoding", "accept-language",
			"accept-ranges", "access-control-allow-headers", "access-control-allow-methods",
			"access-control-allow-origin", "age", "allow", "cache-control", "connection", "content-encoding",
			"content-language", "content-length", "content-range", "content-type", "date", "deprecation", "etag",
			"expect", "expires", "host", "idempotency-key", "if-match", "if-modified-since", "if-none-match",
			"if-range", "if-unmodified-since", "keep-alive", "last-modified", "pragma", "prefer", "preference-applied",
			"range", "retry-after", "server", "strict-transport-security", "sunset", "traceparent", "transfer-encoding",
			"user-agent", "vary", "via", "x-correlation-id", "x-ratelimit-limit", "x-ratelimit-remaining",
			"x-ratelimit-reset", "x-request-id");

	private ShownHeaders() {
	}

	/**
	 * Return whether the value of a header is shown, unless it looks like a secret.
	 * @param name the name of the header
	 * @return whether it is shown
	 */
	public static boolean contains(String name) {
		return NAMES.contains(name.toLowerCase(Locale.ROOT));
	}

}
