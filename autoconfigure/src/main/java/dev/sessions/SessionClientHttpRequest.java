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

import java.io.OutputStream;
import java.net.URI;

import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.content.BodyBuffer;
import dev.sessions.internal.content.StreamingBodyEntity;
import dev.sessions.internal.spring.SessionClientHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;

/**
 * A request of Spring's clients that is sent by a session. The response is read into
 * memory, as in the verb methods, so that the same limits apply and no connection can
 * leak.
 */
final class SessionClientHttpRequest extends AbstractClientHttpRequest implements StreamingHttpOutputMessage {

	/**
	 * The attribute in which RestClient stores the template of a URI.
	 */
	private static final String URI_TEMPLATE = RestClient.class.getName() + ".uriTemplate";

	private final URI uri;

	private final HttpMethod method;

	private final RequestFactory requests;

	private final BufferedCalls calls;

	private @Nullable BodyBuffer buffer;

	private @Nullable Body streamed;

	SessionClientHttpRequest(URI uri, HttpMethod method, RequestFactory requests, BufferedCalls calls) {
		this.uri = uri;
		this.method = method;
		this.requests = requests;
		this.calls = calls;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	protected OutputStream getBodyInternal(HttpHeaders headers) {
		Assert.state(this.streamed == null, "The body was already set as a stream");
		if (this.buffer == null) {
			this.buffer = new BodyBuffer();
		}
		return this.buffer;
	}

	@Override
	public void setBody(Body body) {
		assertNotExecuted();
		Assert.state(this.buffer == null, "The body was already written to the output stream");
		this.streamed = body;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) {
		ExchangeRequest request = this.requests.create(this.method, this.uri, headers);
		request.setEntity(entity(headers));
		String template = (getAttributes().get(URI_TEMPLATE) instanceof String text) ? text : null;
		return this.calls.execute(request, this.requests.optionsOf(template),
				(call, head, body) -> new SessionClientHttpResponse(head, body));
	}

	/**
	 * Return the body. A body in memory is repeatable; a streamed body only if it
	 * declares so.
	 */
	private @Nullable HttpEntity entity(HttpHeaders headers) {
		if (this.buffer != null) {
			return this.buffer.toEntity(null);
		}
		return (this.streamed != null) ? StreamingBodyEntity.of(headers, this.streamed) : null;
	}

}
