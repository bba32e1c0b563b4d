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

package dev.sessions.transport;

import java.io.IOException;
import java.util.Iterator;

import dev.sessions.limit.ContentCodings;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A session as an HttpClient: the transport's client, used with the session's state.
 * Every face of a session sends through it. Thread-safe; closing it does nothing.
 */
public final class SessionHttpClient extends CloseableHttpClient {

	private final Transport transport;

	private final SessionState state;

	public SessionHttpClient(Transport transport, SessionState state) {
		this.transport = transport;
		this.state = state;
	}

	/**
	 * Begin a call.
	 * @param options what it wants otherwise than the session
	 * @return the context, for one call to {@link #send}
	 */
	public ExchangeContext begin(ExchangeOptions options) {
		return new ExchangeContext(this.state, options, null);
	}

	/**
	 * Send a request, with the default headers added.
	 * @param request the request
	 * @param call its context
	 * @return the response, which the caller closes
	 * @throws IOException if there is none
	 */
	public ClassicHttpResponse send(ExchangeRequest request, ExchangeContext call) throws IOException {
		HttpHost target = request.target().host();
		if (!request.containsHeader(HttpHeaders.HOST)) {
			request.addHeader(request.target().header());
		}
		this.state.headers().addTo(request, this.state.allowedOrigins().contains(target));
		int mount = mount(request);
		TransportSettings settings = this.transport.settings(mount);
		if (settings.compression() && !request.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			request.addHeader(ContentCodings.acceptEncoding());
		}
		call.begin(request, settings.timeout().total().toNanos(), this.transport);
		if (this.state.isClosed()) {
			throw new IOException("The session is closed");
		}
		if (this.transport.isRefusing()) {
			throw new ShuttingDownException();
		}
		if (this.state.mounts() != null) {
			call.useLine(this.transport.line(mount));
		}
		CloseableHttpClient client = this.transport.client();
		if (call.readTimeout() != null && client instanceof Configurable configured) {
			call.setRequestConfig(call.withReadTimeout(configured.getConfig()));
		}
		ClassicHttpResponse response = client.executeOpen(target, request, call);
		if (response.getCode() >= HttpStatus.SC_CLIENT_ERROR) {
			this.transport.refused(request, call, response.getCode());
		}
		return response;
	}

	/**
	 * The settings that a request obeys where it begins.
	 * @param request the request
	 * @return the session's, or those of a mount
	 */
	public TransportSettings settings(ExchangeRequest request) {
		return this.transport.settings(mount(request));
	}

	private int mount(ExchangeRequest request) {
		Mounts mounts = this.state.mounts();
		return (mounts != null) ? mounts.find(request.target().host(), request.getPath()) : Mounts.NONE;
	}

	@Override
	protected CloseableHttpResponse doExecute(@Nullable HttpHost target, ClassicHttpRequest request,
			@Nullable HttpContext context) throws IOException {
		HttpHost host = (target != null) ? target : hostOf(request);
		ExchangeRequest exchange = new ExchangeRequest(request.getMethod(), ExchangeTarget.of(host),
				(request.getPath() != null) ? request.getPath() : "/");
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			exchange.addHeader(headers.next());
		}
		exchange.setEntity(request.getEntity());
		if (request instanceof CancellableDependency cancellable) {
			cancellable.setDependency(exchange);
		}
		ExchangeContext call = new ExchangeContext(this.state, ExchangeOptions.NONE, context);
		ClassicHttpResponse response = sendOrTell(exchange, call);
		call.handedOut();
		return CloseableHttpResponse
			.adapt(this.transport.detectsLeaks() ? HandedOutResponse.of(response, call) : response);
	}

	/**
	 * The other faces tell of a failure when they have found words for it.
	 */
	private ClassicHttpResponse sendOrTell(ExchangeRequest request, ExchangeContext call) throws IOException {
		try {
			return send(request, call);
		}
		catch (IOException ex) {
			this.transport.failed(request, call, ex);
			throw ex;
		}
	}

	private static HttpHost hostOf(ClassicHttpRequest request) throws IOException {
		try {
			HttpHost host = RoutingSupport.determineHost(request);
			if (host != null) {
				return host;
			}
		}
		catch (HttpException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		throw new IllegalArgumentException("The request names no host");
	}

	/**
	 * Does nothing: the session closes its transport.
	 */
	@Override
	public void close() {
	}

	/**
	 * Does nothing: the session closes its transport.
	 */
	@Override
	public void close(CloseMode closeMode) {
	}

}
