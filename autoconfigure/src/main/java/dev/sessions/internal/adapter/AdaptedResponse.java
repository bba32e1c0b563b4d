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

package dev.sessions.internal.adapter;

import java.io.IOException;

import dev.sessions.internal.concurrent.WaitInterrupter;
import dev.sessions.internal.text.PlainText;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.BasicHttpEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Presents an adapter's response as an HttpClient response. Closing it closes the
 * adapter's response.
 */
final class AdaptedResponse extends BasicClassicHttpResponse {

	private static final long serialVersionUID = 1L;

	private final transient ClientHttpResponse response;

	private AdaptedResponse(ClientHttpResponse response) throws IOException {
		super(response.getStatusCode().value(), PlainText.of(response.getStatusText()));
		this.response = response;
		response.getHeaders().forEach((name, values) -> values.forEach((value) -> addHeader(name, value)));
	}

	/**
	 * Adapt a response.
	 * @param response the adapter's response
	 * @param method the method of the request
	 * @param wait the wait for the adapter, which also covers reading the body
	 * @param released is run after the body was read or closed
	 * @return the response
	 * @throws IOException if the response cannot be read, in which case it is closed
	 * @throws ProtocolException if its head is invalid, in which case it is closed
	 */
	static AdaptedResponse of(ClientHttpResponse response, String method, WaitInterrupter wait, Runnable released)
			throws IOException, ProtocolException {
		boolean done = false;
		try {
			wait.requireRunning();
			AdaptedResponse adapted = new AdaptedResponse(response);
			if (adapted.mayHaveBody(method)) {
				adapted.setEntity(adapted.entity(wait, released));
			}
			else {
				response.close();
			}
			done = true;
			return adapted;
		}
		catch (IllegalArgumentException ex) {
			throw new ProtocolException("the head of the adapter's response is invalid", ex);
		}
		finally {
			if (!done) {
				response.close();
			}
		}
	}

	/**
	 * RFC 9110, section 6.4.1.
	 */
	private boolean mayHaveBody(String method) {
		return !Method.HEAD.isSame(method) && getCode() != HttpStatus.SC_NO_CONTENT
				&& getCode() != HttpStatus.SC_NOT_MODIFIED;
	}

	private BasicHttpEntity entity(WaitInterrupter wait, Runnable released) throws IOException {
		long length = this.response.getHeaders().getContentLength();
		return new BasicHttpEntity(new AdaptedBody(this.response, length, wait, released), length,
				ContentType.parseLenient(value(HttpHeaders.CONTENT_TYPE)), value(HttpHeaders.CONTENT_ENCODING));
	}

	@SuppressWarnings("NullAway") // HttpClient takes null for a header that is not there
	private String value(String name) {
		return containsHeader(name) ? getFirstHeader(name).getValue() : null;
	}

	@Override
	public void close() throws IOException {
		try {
			super.close();
		}
		finally {
			this.response.close();
		}
	}

}
