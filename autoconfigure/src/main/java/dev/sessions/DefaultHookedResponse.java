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

package dev.sessions;

import java.net.URI;

import dev.sessions.internal.spring.HttpHeadersMapping;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * Reads the head of a response on demand.
 *
 * @param session the name of the session
 * @param request the request
 * @param response the response
 */
record DefaultHookedResponse(String session, HttpRequest request, HttpResponse response) implements HookedResponse {

	@Override
	public HttpMethod method() {
		return HttpMethod.valueOf(this.request.getMethod());
	}

	@Override
	public URI uri() {
		return CallUris.hopUri(this.request);
	}

	@Override
	public HttpStatusCode status() {
		return HttpStatusCode.valueOf(this.response.getCode());
	}

	@Override
	public HttpHeaders headers() {
		return HttpHeadersMapping.fromWire(this.response);
	}

	/**
	 * Omits the query and the headers, which may contain secrets.
	 */
	@Override
	public String toString() {
		return status().value() + " for " + method() + " " + CallUris.withoutQuery(uri());
	}

}
