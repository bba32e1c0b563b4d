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

package dev.sessions.retry;

import java.util.UUID;

import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;

/**
 * The header by which a server recognizes a request that it has had before
 * (draft-ietf-httpapi-idempotency-key-header). The draft wants the key in quotes; those
 * who take such keys today do without, and so is it here.
 */
public final class IdempotencyKey {

	/**
	 * The name of the header.
	 */
	public static final String NAME = "Idempotency-Key";

	private IdempotencyKey() {
	}

	/**
	 * Give a request a key, unless it has one or its method needs none (RFC 9110, section
	 * 9.2.2). The attempts of a call are copies of the request and share it.
	 * @param request the request
	 */
	public static void addTo(HttpRequest request) {
		if (!Method.normalizedValueOf(request.getMethod()).isIdempotent() && !request.containsHeader(NAME)) {
			request.addHeader(NAME, UUID.randomUUID().toString());
		}
	}

}
