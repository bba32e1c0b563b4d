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

package dev.sessions.internal.retry;

import java.util.UUID;

import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;

/**
 * The header by which a server recognizes a repeated request
 * (draft-ietf-httpapi-idempotency-key-header). The draft requires quotes around the key;
 * servers that support such keys today expect none, so none are sent.
 */
public final class IdempotencyKey {

	/**
	 * The name of the header.
	 */
	public static final String NAME = "Idempotency-Key";

	private IdempotencyKey() {
	}

	/**
	 * Add a key to a request, unless it has one or its method is idempotent (RFC 9110,
	 * section 9.2.2). The attempts of a call are copies of the request, so they share the
	 * key.
	 * @param request the request
	 */
	public static void addTo(HttpRequest request) {
		if (!Method.normalizedValueOf(request.getMethod()).isIdempotent() && !request.containsHeader(NAME)) {
			request.addHeader(NAME, UUID.randomUUID().toString());
		}
	}

}
