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

import dev.sessions.content.BodyBuffer;
import dev.sessions.content.StreamingBodyEntity;
import dev.sessions.transport.ExchangeOptions;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.SessionHttpClient;
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
 * A request of Spring's clients, sent by a session. The response is read whole, as that
 * of a verb is, so that the same limits hold and no connection can be forgotten.
 */
final class SessionClientHttpRequest extends AbstractClientHttpRequest implements StreamingHttpOutputMessage {

	/**
	 * Where RestClient says which template a URI was made from.
	 */
	private static final String URI_TEMPLATE = RestClient.class.getName() + ".uriTemplate";

	private final URI uri;

	private final HttpMethod method;

	private final RequestFactory requests;

	private final SessionHttpClient client;

	private final Calls calls;

	private @Nullable BodyBuffer buffer;

	private @Nullable Body streamed;

	SessionClientHttpRequest(URI uri, HttpMethod method, RequestFactory requests, SessionHttpClient client,
			Calls calls) {
		this.uri = uri;
		this.method = method;
		this.requests = requests;
		this.client = client;
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
		Assert.state(this.streamed == null, "The body is streamed already");
		if (this.buffer == null) {
			this.buffer = new BodyBuffer();
		}
		return this.buffer;
	}

	@Override
	public void setBody(Body body) {
		assertNotExecuted();
		Assert.state(this.buffer == null, "The body is written already");
		this.streamed = body;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) {
		ExchangeRequest request = this.requests.create(this.method, this.uri, headers);
		request.setEntity(entity(headers));
		String template = (getAttributes().get(URI_TEMPLATE) instanceof String text) ? text : null;
		return new SessionClientHttpResponse(
				this.calls.execute(request, this.client.begin(ExchangeOptions.of(template))));
	}

	/**
	 * What was written into memory can be sent again, what is streamed only if it says
	 * so.
	 */
	private @Nullable HttpEntity entity(HttpHeaders headers) {
		if (this.buffer != null) {
			return this.buffer.toEntity(null);
		}
		return (this.streamed != null) ? new StreamingBodyEntity(headers, this.streamed) : null;
	}

}
