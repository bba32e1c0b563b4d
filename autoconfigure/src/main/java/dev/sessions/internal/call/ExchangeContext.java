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

package dev.sessions.internal.call;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.auth.RequestUser;
import dev.sessions.internal.call.TransportListener.TimedStep;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.cookie.CookieScope;
import dev.sessions.internal.decoding.DecodingScope;
import dev.sessions.internal.log.LogScope;
import dev.sessions.internal.redirect.RedirectScope;
import dev.sessions.internal.retry.Retry;
import dev.sessions.internal.shared.SharedSession;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The context of one call, through which policies read its options and state and report
 * events. Its deadline and cancellation are in {@link BoundedCall}. Confined to the
 * thread of the call.
 */
public final class ExchangeContext extends BoundedCall implements CookieScope, DecodingScope, LogScope, RedirectScope {

	private boolean attempted;

	private int retries;

	/**
	 * {@code null} until a redirect is followed.
	 */
	private @Nullable RedirectHistory history;

	private @Nullable String addedToQuery;

	private boolean opened;

	private int mount = MountSelector.NONE;

	private CallListener observer = CallListener.NONE;

	/**
	 * {@code null} until the call fails.
	 */
	private @Nullable TranslatedFailure translated;

	/**
	 * Begin a call, starting its time.
	 * @param owner the client that starts the call
	 * @param request the request
	 * @param options the call's own options
	 * @param defaultTotalNanos the total time of the call in nanoseconds, unless the
	 * options override it
	 * @param parent the context of the caller, or {@code null} for none
	 */
	public ExchangeContext(CallOwner owner, ExchangeRequest request, ExchangeOptions options, long defaultTotalNanos,
			@Nullable HttpContext parent) {
		super(owner, request, options, defaultTotalNanos, parent);
		setCookieStore(owner.state().cookies());
	}

	/**
	 * The URI template of the request.
	 * @return the template, or {@code null} if the request has none
	 */
	@Override
	public @Nullable String uriTemplate() {
		return options().uriTemplate();
	}

	@Override
	public Exception explained(Exception failure) {
		return owner().explanation().of(failure, this);
	}

	/**
	 * Stores the translated exception of a failure.
	 * @param failure the failure
	 * @param exception the exception that the caller gets
	 */
	public void remember(Exception failure, RuntimeException exception) {
		this.translated = new TranslatedFailure(failure, exception);
	}

	/**
	 * Returns the stored exception of a failure.
	 * @param failure the failure
	 * @return the exception, or {@code null} if none is stored for this failure
	 */
	public @Nullable RuntimeException remembered(Exception failure) {
		TranslatedFailure last = this.translated;
		return (last != null && last.failure() == failure) ? last.exception() : null;
	}

	@Override
	public @Nullable Authorization authorization() {
		return options().authorization(state().authorization());
	}

	/**
	 * The history of redirects counts as well as the origin: after a redirect from https
	 * to http, no credentials are sent over http, whatever the allowed origins.
	 */
	@Override
	public boolean mayAuthorize(HttpHost target) {
		return !(this.history != null && this.history.isDowngradedTo(target))
				&& state().allowedOrigins().contains(target);
	}

	@Override
	public Object user(HttpRequest request, HttpHost server) {
		CookieJar cookies = state().cookies();
		return RequestUser.of(request, this, mayAuthorize(server) ? authorization() : null,
				cookies.list().isEmpty() ? null : cookies);
	}

	/**
	 * Requests without credentials and cookies belong to the same user on all instances.
	 * With cookies, the session itself is a shared user, while a fork is unknown to other
	 * instances.
	 */
	@Override
	public @Nullable String sharedUser(HttpRequest request, HttpHost server) {
		SharedSession shared = shared();
		Authorization authorization = mayAuthorize(server) ? authorization() : null;
		String cookies = state().isRoot() ? "session" : null;
		return RequestUser.shared(request, this, authorization,
				authorization != null && state().isConfigured(authorization),
				shared != null && !shared.settings().encryptionKeys().isEmpty(),
				state().cookies().list().isEmpty() ? "nobody" : cookies);
	}

	@Override
	public void addedToQuery(String parameter) {
		this.addedToQuery = parameter;
	}

	@Override
	public @Nullable String addedToQuery() {
		return this.addedToQuery;
	}

	@Override
	public void restoreDefaults(HttpRequest hop, HttpHost target) {
		if (this.history != null && this.history.leftOrigin() && mayAuthorize(target)) {
			state().headers().restoreTo(hop, request(), state().allowedOrigins().isBase(target));
		}
	}

	@Override
	public HttpClient credentialsClient() {
		return owner().credentialsClient();
	}

	@Override
	public LoginSession beginLogin() {
		return owner().beginLogin();
	}

	@Override
	public boolean hasKeptCookies() {
		return state().cookies().hasKeptCookies();
	}

	@Override
	public @Nullable List<String> sharedKeys() {
		return state().keys();
	}

	/**
	 * The credentials before they are bound to the user of the call. Does not resolve the
	 * user.
	 */
	private @Nullable Authorization unboundAuthorization() {
		return options().own(state().authorization());
	}

	@Override
	public boolean isSigned() {
		Authorization authorization = unboundAuthorization();
		return authorization != null && authorization.signs();
	}

	@Override
	public boolean keepsCookies(HttpRequest request, HttpHost target, HttpResponse response) {
		Authorization authorization = mayAuthorize(target) ? unboundAuthorization() : null;
		return authorization == null || authorization.keepsCookies(request, target, response);
	}

	@Override
	public boolean isRefusal(HttpRequest request, HttpHost target, HttpResponse response) {
		Authorization authorization = mayAuthorize(target) ? unboundAuthorization() : null;
		return (authorization != null) ? authorization.isRejection(request, target, response)
				: response.getCode() == HttpStatus.SC_UNAUTHORIZED;
	}

	@Override
	public void issued(long nanos, boolean success) {
		listener().timed(TimedStep.TOKEN, nanos, success);
	}

	@Override
	public void tokenWait(long nanos) {
		listener().tokenWait(nanos);
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
	 * The read timeout of this call.
	 * @return the timeout, or {@code null} for that of the settings
	 */
	public @Nullable Duration readTimeout() {
		return options().readTimeout();
	}

	@Override
	public @Nullable Boolean followRedirects() {
		return options().followRedirects();
	}

	@Override
	public @Nullable String fragment() {
		URI location = location();
		return (location != null) ? location.getRawFragment() : request().fragment();
	}

	@Override
	public @Nullable Integer maxRedirects() {
		CallerConfig caller = options().caller();
		return (caller != null) ? caller.maxRedirects() : null;
	}

	@Override
	public void redirected(HttpHost from, HttpResponse redirect, URI location) {
		if (this.history == null) {
			this.history = new RedirectHistory();
		}
		this.history.add(from, redirect, location);
		this.opened = false;
		this.observer.redirected(redirect.getCode(), location);
		listener().redirected(this);
	}

	private TransportListener listener() {
		return owner().listener();
	}

	/**
	 * Sets the listener of this call.
	 * @param observer the listener, which replaces the previous one
	 */
	public void observedBy(CallListener observer) {
		this.observer = observer;
	}

	/**
	 * The redirects followed so far, in order.
	 * @return the redirects
	 */
	public List<FollowedRedirect> hops() {
		return (this.history != null) ? this.history.hops() : List.of();
	}

	/**
	 * The target of the last redirect.
	 * @return the URI, or {@code null} if no redirect was followed
	 */
	public @Nullable URI location() {
		return (this.history != null) ? this.history.location() : null;
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
	 * Marks a connection as opened for this call.
	 */
	public void open() {
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
	public int attempts() {
		EarlierCalls earlier = options().earlier();
		int own = this.retries + (this.attempted ? 1 : 0);
		return Math.max(1, (earlier != null) ? earlier.attempts() + own : own);
	}

	@Override
	public void attempted() {
		this.attempted = true;
	}

	@Override
	public void retrying(Retry retry) {
		this.observer.retrying(retry);
		listener().retrying(this, retry);
	}

	@Override
	public void retried(Retry retry) {
		this.retries++;
		this.opened = false;
		listener().retried(this, retry);
	}

	/**
	 * The mount of the last hop of this call.
	 * @return the number of the mount, or {@link MountSelector#NONE} for the session
	 */
	public int mount() {
		return this.mount;
	}

	/**
	 * Sets the mount of the next hop of this call.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 */
	public void useMount(int mount) {
		this.mount = mount;
	}

	/**
	 * Whether this call overrides the config of the client.
	 * @return whether it does
	 */
	public boolean hasOwnConfig() {
		return options().changesConfig();
	}

	/**
	 * Applies the overrides of this call to the config of the client.
	 * @param config the config of the client
	 * @return the config of this call, or the same instance if nothing is overridden
	 */
	public RequestConfig withOwn(RequestConfig config) {
		return hasOwnConfig() ? options().applyTo(config, nanosLeft()) : config;
	}

	/**
	 * A failure and the exception that the caller gets for it.
	 *
	 * @param failure the failure
	 * @param exception the exception
	 */
	private record TranslatedFailure(Exception failure, RuntimeException exception) {

	}

}
