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

package dev.sessions.internal.client;

import java.io.IOException;
import java.util.function.Function;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.body.BodyInMemory;
import dev.sessions.internal.call.CallOwner;
import dev.sessions.internal.call.CallerConfig;
import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.call.SentBody;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.decoding.ContentCodings;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A session as an HttpClient: the transport's client, used with the session's state. All
 * APIs of a session send through it. Options of a {@code RequestConfig} or context that a
 * session does not support are rejected with an {@code IllegalArgumentException}.
 * Thread-safe; closing it has no effect.
 */
public final class SessionHttpClient extends CloseableHttpClient implements CallOwner {

	private final Transport transport;

	private final SessionState state;

	private final Explanation explanation;

	/**
	 * {@code null} if all calls use the state of this client.
	 */
	private final @Nullable Function<@Nullable String, SessionHttpClient> choice;

	/**
	 * Create a client.
	 * @param transport the transport, possibly shared by other sessions
	 * @param state the state of the session
	 * @param explanation the translation of failures for logs and observers
	 */
	public SessionHttpClient(Transport transport, SessionState state, Explanation explanation) {
		this(transport, state, explanation, null);
	}

	private SessionHttpClient(Transport transport, SessionState state, Explanation explanation,
			@Nullable Function<@Nullable String, SessionHttpClient> choice) {
		this.transport = transport;
		this.state = state;
		this.explanation = explanation;
		this.choice = choice;
	}

	/**
	 * Create a client over the same transport that chooses the state of each call.
	 * @param choice the function from the principal of a call, if any, to the client
	 * whose state the call uses, such as that of a fork; called at the start of a call in
	 * the calling thread, to which its exceptions propagate
	 * @return the client
	 */
	public SessionHttpClient choosing(Function<@Nullable String, SessionHttpClient> choice) {
		return new SessionHttpClient(this.transport, this.state, this.explanation, choice);
	}

	/**
	 * The client whose state a new call uses.
	 * @param principal the principal of the call, or {@code null} for none
	 * @return this client, unless it chooses another one
	 */
	public SessionHttpClient chosen(@Nullable String principal) {
		return (this.choice != null) ? this.choice.apply(principal) : this;
	}

	/**
	 * Bind the options of a series of calls to the user of the first one, if its
	 * credentials act for a user.
	 * @param options the options of each call
	 * @return the options, with the credentials of the user
	 */
	public ExchangeOptions bound(ExchangeOptions options) {
		Authorization session = this.state.authorization();
		Authorization bound = options.authorization(session);
		return (bound != null && bound != session && bound != options.authorization())
				? options.withAuthorization(bound) : options;
	}

	/**
	 * Begin a call: choose its state, add headers to its request, select its mount and
	 * start its time.
	 * @param request the request
	 * @param options the call's own options
	 * @return the call, to be passed to {@link #send} exactly once
	 */
	public ExchangeContext begin(ExchangeRequest request, ExchangeOptions options) {
		return chosen(options.principal()).begin(request, options, null);
	}

	private ExchangeContext begin(ExchangeRequest request, ExchangeOptions options, @Nullable HttpContext caller) {
		if (options.principal() != null && !this.state.isKeyed()) {
			options.requireUse(this.state.authorization());
		}
		int mount = mount(request);
		TransportSettings settings = this.transport.settings(mount);
		ExchangeContext call = new ExchangeContext(this, request, options, settings.timeout().total().toNanos(),
				caller);
		call.useMount(mount);
		addHeaders(request, settings.compression() && !options.encoded());
		if (request.getEntity() != null && !(request.getEntity() instanceof BodyInMemory)) {
			request.setEntity(new SentBody(request.getEntity(), call));
		}
		listener().begun(call);
		return call;
	}

	private void addHeaders(ExchangeRequest request, boolean acceptsCodings) {
		if (!request.containsHeader(HttpHeaders.HOST)) {
			request.addHeader(this.state.headers().host(request, this.state.allowedOrigins()));
		}
		this.state.headers().addTo(request, this.state.allowedOrigins());
		if (request.getEntity() != null && Method.OPTIONS.isSame(request.getMethod())) {
			nameContentType(request, request.getEntity());
		}
		if (acceptsCodings && !request.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			request.addHeader(ContentCodings.acceptEncoding());
		}
	}

	/**
	 * Send the request of a call.
	 * @param call the call
	 * @return the response, to be closed by the caller
	 * @throws IOException if the call fails
	 */
	public ClassicHttpResponse send(ExchangeContext call) throws IOException {
		if (call.isSessionClosed()) {
			throw new IOException("The session is closed");
		}
		if (this.transport.isRefusing()) {
			throw new ShuttingDownException();
		}
		ExchangeRequest request = call.request();
		ClassicHttpResponse response = this.transport.client(call.mount())
			.execute(request.target().host(), request, call);
		if (response.getCode() >= HttpStatus.SC_CLIENT_ERROR) {
			this.transport.failed(call, response.getCode(), null);
		}
		return response;
	}

	@Override
	public TimeSource time() {
		return this.transport.time();
	}

	@Override
	public SessionState state() {
		return this.state;
	}

	@Override
	public TransportListener listener() {
		return this.transport.listener();
	}

	@Override
	public SessionHttpClient credentialsClient() {
		return this.transport.sides().credentialsClient();
	}

	@Override
	public LoginSession beginLogin() {
		return new LoginConversation(this.transport.sides().login(), this.state, shared(), this.explanation);
	}

	@Override
	public @Nullable SharedSession shared() {
		return this.transport.shared();
	}

	@Override
	public Explanation explanation() {
		return this.explanation;
	}

	/**
	 * Whether this client uses the given transport.
	 */
	boolean isOver(Transport other) {
		return this.transport == other;
	}

	/**
	 * Adds the content type of the body. HttpCore requires an OPTIONS request to have
	 * that header before it adds the one of the body itself (RFC 9110, section 9.3.7).
	 */
	private static void nameContentType(ExchangeRequest request, HttpEntity body) {
		if (body.getContentType() != null && !request.containsHeader(HttpHeaders.CONTENT_TYPE)) {
			request.addHeader(HttpHeaders.CONTENT_TYPE, body.getContentType());
		}
	}

	/**
	 * The settings of the first hop of a request.
	 * @param request the request
	 * @return the settings of the session or of a mount
	 */
	public TransportSettings settings(ExchangeRequest request) {
		return this.transport.settings(mount(request));
	}

	private int mount(ExchangeRequest request) {
		MountSelector mounts = this.state.mounts();
		return (mounts != null) ? mounts.find(request.target().host(), request.getPath()) : MountSelector.NONE;
	}

	@Override
	protected CloseableHttpResponse doExecute(@Nullable HttpHost target, ClassicHttpRequest request,
			@Nullable HttpContext context) throws IOException {
		ExchangeRequest exchange = CallerRequest.of(target, request);
		ExchangeContext call = chosen(null).begin(exchange, CallerConfig.options(request, context), context);
		ClassicHttpResponse response = null;
		try {
			response = sendOrReport(call);
		}
		finally {
			if (context != null) {
				CallerContext.fill(context, call, response);
			}
		}
		call.handedOut();
		return CloseableHttpResponse.adapt(response);
	}

	/**
	 * Sends a call and reports its failure. The other APIs of a session report failures
	 * after translating them.
	 */
	private ClassicHttpResponse sendOrReport(ExchangeContext call) throws IOException {
		try {
			return send(call);
		}
		catch (IOException ex) {
			this.transport.failed(call, 0, ex);
			throw ex;
		}
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
