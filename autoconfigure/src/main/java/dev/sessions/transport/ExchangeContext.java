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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.sessions.auth.Authorization;
import dev.sessions.limit.LimitScope;
import dev.sessions.log.LogScope;
import dev.sessions.redirect.RedirectScope;
import dev.sessions.retry.Retry;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One call: what the policies need to know of it, and what they tell of it. How it ends
 * is a matter of {@link BoundedCall}. Belongs to the thread that makes the call.
 */
public final class ExchangeContext extends BoundedCall implements LimitScope, LogScope, RedirectScope {

	private int retries;

	/**
	 * {@code null} until a redirect is followed.
	 */
	private @Nullable Trail trail;

	private boolean opened;

	/**
	 * {@code null} in a session without mounts.
	 */
	private @Nullable Line line;

	private @Nullable CallListener observer;

	ExchangeContext(SessionState state, ExchangeOptions options, @Nullable HttpContext parent) {
		super(state, options, parent);
		setCookieStore(state.cookies());
	}

	/**
	 * The template of the URI, if the caller gave one.
	 * @return the template or {@code null}
	 */
	@Override
	public @Nullable String uriTemplate() {
		return options().uriTemplate();
	}

	@Override
	public Exception explained(Exception failure) {
		Transport transport = transport();
		ExchangeRequest request = request();
		if (transport == null || request == null || failure instanceof RuntimeException) {
			return failure;
		}
		// as HttpClient does it above its chain
		IOException seen = (failure instanceof IOException io) ? io : new ClientProtocolException(failure);
		Exception told = transport.explain(seen, request, this);
		return told.equals(seen) ? failure : told;
	}

	@Override
	public @Nullable Authorization authorization() {
		return options().ownAuthorization() ? options().authorization() : state().authorization();
	}

	/**
	 * Besides the origin, the way there counts: a redirect from https to http carries no
	 * credentials, whatever origins are allowed.
	 */
	@Override
	public boolean mayAuthorize(HttpHost target) {
		return !(this.trail != null && this.trail.isDowngradedTo(target)) && state().allowedOrigins().contains(target);
	}

	@Override
	public HttpClient credentialsClient() {
		return Objects.requireNonNull(transport(), "The call has not begun").credentialsClient();
	}

	@Override
	public void issued(long nanos, boolean success) {
		TransportListener told = listener();
		if (told != null) {
			told.issued(nanos, success);
		}
	}

	@Override
	public boolean streaming() {
		return options().streaming();
	}

	@Override
	public boolean encoded() {
		return options().encoded();
	}

	/**
	 * How long the server may be silent in this call.
	 * @return the time, or {@code null} for that of the settings
	 */
	public @Nullable Duration readTimeout() {
		return options().readTimeout();
	}

	@Override
	public @Nullable Boolean followRedirects() {
		return options().followRedirects();
	}

	@Override
	public void redirected(HttpHost from, HttpResponse redirect, URI location) {
		if (this.trail == null) {
			this.trail = new Trail();
		}
		this.trail.add(from, redirect, location);
		this.opened = false;
		if (this.observer != null) {
			this.observer.redirected(redirect.getCode(), location);
		}
		TransportListener told = listener();
		if (told != null) {
			told.redirected(this);
		}
	}

	private @Nullable TransportListener listener() {
		Transport transport = transport();
		return (transport != null) ? transport.listener() : null;
	}

	/**
	 * Tell somebody what happens in this call.
	 * @param observer is told, in place of who was told before
	 */
	public void observedBy(CallListener observer) {
		this.observer = observer;
	}

	/**
	 * The redirects that were followed, in order.
	 * @return the redirects
	 */
	public List<Hop> hops() {
		return (this.trail != null) ? this.trail.hops() : List.of();
	}

	/**
	 * Where the last redirect led.
	 * @return the URI, or {@code null} if there was none
	 */
	public @Nullable URI location() {
		return (this.trail != null) ? this.trail.location() : null;
	}

	@Override
	public int redirects() {
		return hops().size();
	}

	@Override
	public boolean opened() {
		return this.opened;
	}

	/**
	 * A connection was opened for this call.
	 */
	void open() {
		this.opened = true;
	}

	@Override
	public @Nullable Integer maxAttempts() {
		return options().maxAttempts();
	}

	@Override
	public @Nullable Boolean idempotent() {
		return options().idempotent();
	}

	@Override
	public int retries() {
		return this.retries;
	}

	@Override
	public void retried(Retry retry) {
		this.retries++;
		this.opened = false;
		if (this.observer != null) {
			this.observer.retried(retry);
		}
		TransportListener told = listener();
		if (told != null) {
			told.retried(this, retry);
		}
	}

	@Override
	void begin(ExchangeRequest request, long defaultTotalNanos, Transport transport) {
		super.begin(request, defaultTotalNanos, transport);
		TransportListener told = transport.listener();
		if (told != null) {
			told.begun(this);
		}
	}

	/**
	 * The time since the call began.
	 * @return the time in nanoseconds
	 */
	@Override
	public long elapsedNanos() {
		return super.elapsedNanos();
	}

	/**
	 * What the call waited for in vain.
	 * @return a description of the credential, permit or address, or {@code null} if it
	 * was none
	 */
	@Override
	public @Nullable String awaited() {
		return super.awaited();
	}

	/**
	 * Why the call was cancelled. Once this is told, its connection is out of the pool.
	 * @return the reason, or {@code null} if it was not
	 */
	@Override
	public @Nullable Cancellation cancellation() {
		return super.cancellation();
	}

	/**
	 * The line that this call is on.
	 * @return the line, or {@code null} if the session has only one
	 */
	@Nullable Line line() {
		return this.line;
	}

	/**
	 * This call, or its next hop, goes over a line.
	 */
	void useLine(Line line) {
		this.line = line;
	}

	/**
	 * What HttpClient is told, with the time that this call gives the server.
	 */
	RequestConfig withReadTimeout(RequestConfig config) {
		Duration own = readTimeout();
		return (own != null) ? RequestConfig.copy(config).setResponseTimeout(ConnectionPool.timeout(own)).build()
				: config;
	}

	/**
	 * For whom HttpClient leases a connection: for a line, of which {@link LinePools}
	 * knows the pool.
	 */
	@Override
	@SuppressWarnings("NullAway") // HttpClient takes null for nobody
	public Object getUserToken() {
		return this.line;
	}

	/**
	 * A redirect that was followed.
	 *
	 * @param response the redirect
	 * @param uri the URI that sent it, or {@code null} for that of the request
	 */
	public record Hop(HttpResponse response, @Nullable URI uri) {

	}

}
