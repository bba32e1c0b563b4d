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

package dev.sessions.internal.body;

import org.apache.hc.core5.http.HttpEntityContainer;

/**
 * Answers questions about the body of a request.
 */
public final class RequestBody {

	private RequestBody() {
	}

	/**
	 * Return whether a request can be sent again with the same body.
	 * @param request the request
	 * @return whether its body is repeatable; {@code true} if it has none
	 */
	public static boolean isRepeatable(HttpEntityContainer request) {
		return request.getEntity() == null || request.getEntity().isRepeatable();
	}

}
