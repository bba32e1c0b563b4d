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

import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.sessions.adapter.AdapterScope;
import dev.sessions.auth.AuthScope;
import dev.sessions.auth.Authorization;
import dev.sessions.limit.LimitScope;
import dev.sessions.log.LogScope;
import dev.sessions.redirect.RedirectScope;
import dev.sessions.resilience.ResilienceScope;
import dev.sessions.retry.Retry;
import dev.sessions.retry.RetryScope;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One call: what the policies need to know of it, and what they tell of it. Belongs to
 * the thread that makes the call; only {@link #cancel} comes from another one.
 */
public final class ExchangeContext extends HttpClientContext
		implements AdapterScope, AuthScope, LimitScope, LogScope, RedirectScope, ResilienceScope, RetryScope {

	/**
	 * What HttpClient was told of the session's own line.
	 */
	private static final String OWN_CONFIG = ExchangeContext.class.getName() + ".own";

	private final SessionState state;

	private final ExchangeOptions options;

	private final long startNanos = System.nanoTime();

	private @Nullable Thread caller = Thread.currentThread();

	private long deadlineNanos;

	private int retries;

	private @Nullable List<Hop> hops;

	private @Nullable URI location;

	private boolean downgraded;

	private boolean returned;

	private boolean opened;

	private @Nullable ExchangeRequest request;

	/**
	 * {@code null} in a session without mounts.
	 */
	private @Nullable Line line;

	private @Nullable Transport transport;

	private @Nullable CallListener observer;

	private volatile @Nullable Waits waits;

	private volatile @Nullable CancelledCall cancelled;

	ExchangeContext(SessionState state, ExchangeOptions options, @Nullable HttpContext parent) {
		super(parent);
		this.state = state;
		this.options = options;
		setCookieStore(state.cookies());
	}

	SessionState state() {
		return this.state;
	}

	/**
	 * The template of the URI, if the caller gave one.
	 * @return the template or {@code null}
	 */
	@Override
	public @Nullable String uriTemplate() {
		return this.options.uriTemplate();
	}

	/**
	 * The time since the call began.
	 * @return the time in nanoseconds
	 */
	public long elapsedNanos() {
		return System.nanoTime() - this.startNanos;
	}

	@Override
	public @Nullable Authorization authorization() {
		return this.options.ownAuthorization() ? this.options.authorization() : this.state.authorization();
	}

	/**
	 * Besides the origin, the way there counts: a redirect from https to http carries no
	 * credentials, whatever origins are allowed.
	 */
	@Override
	public boolean mayAuthorize(HttpHost target) {
		return !(this.downgraded && "http".equalsIgnoreCase(target.getSchemeName()))
				&& this.state.allowedOrigins().contains(target);
	}

	@Override
	public HttpClient credentialsClient() {
		return Objects.requireNonNull(this.transport, "The call has not begun").credentialsClient();
	}

	@Override
	public void await(CompletableFuture<?> credential, String description) throws InterruptedIOException {
		waits().await(credential, description);
	}

	@Override
	public void awaitPermit(long nanos, String permit) throws InterruptedIOException {
		waits().await(nanos, permit);
	}

	@Override
	public void awaiting(@Nullable String permit) {
		waits().awaiting(permit);
	}

	@Override
	public long waitedNanos() {
		Waits current = this.waits;
		return (current != null) ? current.nanos() : 0;
	}

	/**
	 * Made by the thread of the call alone, so it is not made twice.
	 */
	private Waits waits() {
		Waits current = this.waits;
		if (current == null) {
			current = new Waits(this);
			this.waits = current;
		}
		return current;
	}

	/**
	 * Where its time was over while the server had to answer, that is the server's fault.
	 */
	@Override
	public boolean isAbandoned() {
		Waits current = this.waits;
		Cancellation cancellation = cancellation();
		return (current != null && current.isAwaiting()) || isInterrupted() || isSessionClosed()
				|| (cancellation != null && cancellation != Cancellation.TIMEOUT);
	}

	/**
	 * Wait for an address, but no longer than the call may take. Unlike a credential, it
	 * is part of what a server takes to answer.
	 * @param address what is to come
	 * @param nanos how long to wait, in nanoseconds
	 * @param description what it is, for whoever has waited in vain
	 * @return whether it has come
	 * @throws InterruptedIOException if the thread was interrupted, or the call is over
	 */
	boolean awaitAddress(CompletableFuture<?> address, long nanos, String description) throws InterruptedIOException {
		waits().awaitAddress(address, nanos, description);
		return address.isDone();
	}

	@Override
	public void issued(long nanos, boolean success) {
		TransportListener told = listener();
		if (told != null) {
			told.issued(nanos, success);
		}
	}

	/**
	 * What the call waited for in vain.
	 * @return a description of the credential, permit or address, or {@code null} if it
	 * was none
	 */
	public @Nullable String awaited() {
		Waits current = this.waits;
		return (current != null) ? current.awaited() : null;
	}

	@Override
	public boolean streaming() {
		return this.options.streaming();
	}

	@Override
	public boolean encoded() {
		return this.options.encoded();
	}

	/**
	 * How long the server may be silent in this call.
	 * @return the time, or {@code null} for that of the settings
	 */
	public @Nullable Duration readTimeout() {
		return this.options.readTimeout();
	}

	@Override
	public @Nullable Boolean followRedirects() {
		return this.options.followRedirects();
	}

	@Override
	public void redirected(HttpHost from, HttpResponse redirect, URI location) {
		if (this.hops == null) {
			this.hops = new ArrayList<>();
		}
		this.hops.add(new Hop(redirect, this.location));
		this.location = location;
		this.opened = false;
		this.downgraded |= "https".equalsIgnoreCase(from.getSchemeName()) && "http".equals(location.getScheme());
		if (this.observer != null) {
			this.observer.redirected(redirect.getCode(), location);
		}
		TransportListener told = listener();
		if (told != null) {
			told.redirected(this);
		}
	}

	private @Nullable TransportListener listener() {
		return (this.transport != null) ? this.transport.listener() : null;
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
		return (this.hops != null) ? this.hops : List.of();
	}

	/**
	 * Where the last redirect led.
	 * @return the URI, or {@code null} if there was none
	 */
	public @Nullable URI location() {
		return this.location;
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
		return this.options.maxAttempts();
	}

	@Override
	public @Nullable Boolean idempotent() {
		return this.options.idempotent();
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
	public long nanosLeft() {
		return this.deadlineNanos - System.nanoTime();
	}

	@Override
	public void pause(long nanos) throws InterruptedIOException {
		waits().pause(nanos);
	}

	boolean isCancelled() {
		return this.cancelled != null;
	}

	/**
	 * Why the call was cancelled. Once this is told, its connection is out of the pool.
	 * @return the reason, or {@code null} if it was not
	 */
	public @Nullable Cancellation cancellation() {
		CancelledCall call = this.cancelled;
		return (call != null) ? call.reason() : null;
	}

	@Override
	public boolean isSessionClosed() {
		return this.state.isClosed();
	}

	void begin(ExchangeRequest request, long defaultTotalNanos, Transport transport) {
		this.request = request;
		this.transport = transport;
		Long own = this.options.timeoutNanos();
		this.deadlineNanos = this.startNanos + ((own != null) ? own : defaultTotalNanos);
		TransportListener told = transport.listener();
		if (told != null) {
			told.begun(this);
		}
	}

	/**
	 * The line that this call is on.
	 * @return the line, or {@code null} if the session has only one
	 */
	@Nullable Line line() {
		return this.line;
	}

	void beginOn(Line line) {
		this.line = line;
	}

	/**
	 * The next hop goes over a line.
	 * @param line the line
	 * @param mounted whether it is that of a mount; the session's own obeys what
	 * HttpClient was told in the first place
	 */
	void useLine(Line line, boolean mounted) {
		this.line = line;
		// an attribute and no field, as a call in a session without mounts has no use for
		// it
		RequestConfig own = (getAttribute(OWN_CONFIG) instanceof RequestConfig kept) ? kept
				: getRequestConfigOrDefault();
		setAttribute(OWN_CONFIG, own);
		setRequestConfig(mounted ? withReadTimeout(line.requestConfig(own)) : own);
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

	@Override
	public void cancelWith(Cancellable cancellable) {
		if (this.request != null) {
			this.request.setDependency(cancellable);
		}
	}

	/**
	 * The response is with the caller: from now on the end of its body is the end of the
	 * call.
	 */
	void returned() {
		this.returned = true;
	}

	/**
	 * The body is with the caller, too, who may give it to another thread.
	 */
	void handedOut() {
		this.caller = null;
	}

	/**
	 * A connection went back to the pool, or an adapter's body ended.
	 */
	@Override
	public void released() {
		if (this.returned) {
			DeadlineWatch.SHARED.remove(this);
		}
	}

	boolean isOf(Transport transport) {
		return this.transport == transport;
	}

	boolean isInterrupted() {
		Thread thread = this.caller;
		return thread != null && thread.isInterrupted();
	}

	boolean isExpired(long now) {
		return now - this.deadlineNanos >= 0;
	}

	void cancel(Cancellation reason) {
		CancelledCall call = new CancelledCall(reason);
		this.cancelled = call;
		try {
			if (this.request != null) {
				this.request.cancel();
			}
		}
		finally {
			call.done();
		}
		Waits current = this.waits;
		if (current != null) {
			current.wake();
		}
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
