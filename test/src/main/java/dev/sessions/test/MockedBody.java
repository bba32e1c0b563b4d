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

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body arrives slowly or incompletely.
 *
 * @param response the response
 * @param headers its headers
 * @param body the part of its body that arrives
 */
record MockedBody(ClientHttpResponse response, HttpHeaders headers, InputStream body) implements ClientHttpResponse {

	static MockedBody dripping(ClientHttpResponse response, MockSessionRequest request, Duration interval)
			throws IOException {
		return new MockedBody(response, response.getHeaders(), new Drip(response.getBody(), request, interval));
	}

	static MockedBody cut(ClientHttpResponse response, int length) throws IOException {
		byte[] whole = response.getBody().readAllBytes();
		HttpHeaders headers = HttpHeaders.copyOf(response.getHeaders());
		headers.setContentLength(whole.length);
		return new MockedBody(response, headers,
				new ByteArrayInputStream(Arrays.copyOf(whole, Math.min(length, whole.length))));
	}

	/**
	 * Wait until a server sends data, up to the read timeout.
	 */
	static void await(MockSessionRequest request, Duration delay) throws IOException {
		Duration longest = request.readTimeout();
		request.pause((delay.compareTo(longest) < 0) ? delay : longest);
		if (delay.compareTo(longest) >= 0) {
			throw new SocketTimeoutException("Read timed out");
		}
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() {
		return this.body;
	}

	@Override
	public void close() {
		this.response.close();
	}

	/**
	 * Returns one byte per read.
	 */
	private static final class Drip extends FilterInputStream {

		private final MockSessionRequest request;

		private final Duration interval;

		private Drip(InputStream in, MockSessionRequest request, Duration interval) {
			super(in);
			this.request = request;
			this.interval = interval;
		}

		@Override
		public int read() throws IOException {
			await(this.request, this.interval);
			return super.read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (length == 0) {
				return 0;
			}
			await(this.request, this.interval);
			return super.read(buffer, offset, 1);
		}

	}

}
