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
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Reads the head of a request on demand, and writes the headers back if a hook has read
 * them.
 */
final class DefaultHookedRequest implements HookedRequest {

	private final String session;

	private final HttpRequest request;

	private @Nullable HttpHeaders headers;

	DefaultHookedRequest(String session, HttpRequest request) {
		this.session = session;
		this.request = request;
	}

	@Override
	public String session() {
		return this.session;
	}

	@Override
	public HttpMethod method() {
		return HttpMethod.valueOf(this.request.getMethod());
	}

	@Override
	public URI uri() {
		return CallUris.hopUri(this.request);
	}

	@Override
	public HttpHeaders headers() {
		if (this.headers == null) {
			this.headers = HttpHeaders.copyOf(HttpHeadersMapping.fromWire(this.request));
		}
		return this.headers;
	}

	void writeHeaders() {
		if (this.headers != null) {
			this.request.setHeaders(HttpHeadersMapping.toWire(this.headers).toArray(new Header[0]));
		}
	}

	/**
	 * Omits the query and the headers, which may contain secrets.
	 */
	@Override
	public String toString() {
		return method() + " " + CallUris.withoutQuery(uri());
	}

}
