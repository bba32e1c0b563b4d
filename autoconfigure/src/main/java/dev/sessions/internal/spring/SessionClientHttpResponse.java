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

import dev.sessions.internal.content.BufferedExchange;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Presents a {@link BufferedExchange} to Spring's clients.
 */
public final class SessionClientHttpResponse implements ClientHttpResponse {

	private final BufferedExchange exchange;

	private final HttpHeaders headers;

	/**
	 * Create a response.
	 * @param exchange the exchange, whose body was read
	 */
	public SessionClientHttpResponse(BufferedExchange exchange) {
		this.exchange = exchange;
		this.headers = HttpHeadersMapping.fromWire(exchange.head());
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.exchange.head().getCode());
	}

	@Override
	public String getStatusText() {
		String reason = this.exchange.head().getReasonPhrase();
		return (reason != null) ? reason : "";
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.exchange.body());
	}

	@Override
	public void close() {
		// the connection was released when the body was read
	}

}
