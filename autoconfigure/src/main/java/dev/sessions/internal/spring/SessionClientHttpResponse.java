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

package dev.sessions.internal.spring;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.apache.hc.core5.http.HttpResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response of a session for Spring's clients, with its body in memory.
 */
public final class SessionClientHttpResponse implements ClientHttpResponse {

	private final HttpResponse head;

	private final byte[] body;

	private final HttpHeaders headers;

	/**
	 * Create a response.
	 * @param head the status and headers
	 * @param body the decoded body, which is not copied
	 */
	public SessionClientHttpResponse(HttpResponse head, byte[] body) {
		this.head = head;
		this.body = body;
		this.headers = HttpHeadersMapping.fromWire(head);
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.head.getCode());
	}

	@Override
	public String getStatusText() {
		String reason = this.head.getReasonPhrase();
		return (reason != null) ? reason : "";
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public void close() {
		// the connection was released after the body was read
	}

}
