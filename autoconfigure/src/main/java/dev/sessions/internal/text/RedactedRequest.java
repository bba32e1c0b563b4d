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

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * A request whose {@code toString} omits the query, which may contain an API key.
 */
public final class RedactedRequest extends BasicClassicHttpRequest {

	private static final long serialVersionUID = 1L;

	private RedactedRequest(ClassicHttpRequest request) {
		super(request.getMethod(), request.getScheme(), request.getAuthority(), request.getPath());
		setVersion(request.getVersion());
		setHeaders(request.getHeaders());
		setEntity(request.getEntity());
	}

	/**
	 * Copy a request.
	 * @param request the request
	 * @return a request with the same headers and the same body
	 */
	public static RedactedRequest copyOf(ClassicHttpRequest request) {
		return new RedactedRequest(request);
	}

	@Override
	public String toString() {
		return getMethod() + " " + getScheme() + "://" + getAuthority() + ShownUri.withoutQuery(getPath());
	}

}
