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
 * One call: what the policies read of it, and what they report to it. How it ends is a
 * matter of {@link BoundedCall}. Belongs to the thread that makes the call.
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
	 * Begin a call, whose time runs from now on.
	 * @param owner the client that it begins with
	 * @param request the request
	 * @param options the call's own options
	 * @param defaultTotalNanos the time that the call may take, in nanoseconds, unless
	 * its options name another one
	 * @param parent the context of the caller, or {@code null} for none
	 */
	public ExchangeContext(CallOwner owner, ExchangeRequest request, ExchangeOptions options, long defaultTotalNanos,
			@Nullable HttpContext parent) {
		super(owner, request, options, defaultTotalNanos, parent);
		setCookieStore(owner.state().cookies());
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
		return owner().explanation().of(failure, this);
	}

	/**
	 * Remembers the exception that the caller gets for a failure.
	 * @param failure the failure
	 * @param exception the exception
	 */
	public void remember(Exception failure, RuntimeException exception) {
		this.translated = new TranslatedFailure(failure, exception);
	}

	/**
	 * Finds the exception that the caller gets for a failure.
	 * @param failure the failure
	 * @return the remembered exception, or {@code null} if there is none for this failure
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
	 * Besides the origin, the way there counts: a redirect from https to http carries no
	 * credentials, whatever origins are allowed.
	 */
	@Override
	public boolean mayAuthorize(HttpHost target) {
		return !(this.history != null && this.history.isDowngradedTo(target))
				&& state().allowedOrigins().contains(target);
	}

	@Override
	public Object user(HttpRequest request, HttpHost server) {
		CookieJar cookies = state().cookies();
		return RequestUser.of(request, mayAuthorize(server) ? authorization() : null,
				cookies.list().isEmpty() ? null : cookies);
	}

	/**
	 * Without credentials and cookies, all are one user on all instances. With cookies,
	 * the session is one, and a fork is one that other instances do not know.
	 */
	@Override
	public @Nullable String sharedUser(HttpRequest request, HttpHost server) {
		SharedSession shared = shared();
		Authorization authorization = mayAuthorize(server) ? authorization() : null;
		String cookies = state().isRoot() ? "session" : null;
		return RequestUser.shared(request, authorization, authorization != null && state().isConfigured(authorization),
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
			state().headers().addCredentialsTo(hop, request());
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
	 * The credentials before they are bound to the user of the call, who is not looked
	 * up.
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
	 * Sets the listener that learns of what happens in this call.
	 * @param observer the listener, which replaces the one before
	 */
	public void observedBy(CallListener observer) {
		this.observer = observer;
	}

	/**
	 * The redirects that were followed, in order.
	 * @return the redirects
	 */
	public List<FollowedRedirect> hops() {
		return (this.history != null) ? this.history.hops() : List.of();
	}

	/**
	 * Where the last redirect led.
	 * @return the URI, or {@code null} if there was none
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
	 * A connection was opened for this call.
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
	 * The mount that the last hop of this call obeyed.
	 * @return the number of the mount, or {@link MountSelector#NONE} for the session
	 */
	public int mount() {
		return this.mount;
	}

	/**
	 * Has the next hop of this call obey a mount.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 */
	public void useMount(int mount) {
		this.mount = mount;
	}

	/**
	 * Whether HttpClient obeys other settings in this call than in others.
	 * @return whether it does
	 */
	public boolean hasOwnConfig() {
		return options().changesConfig();
	}

	/**
	 * Adds what this call overrides to what HttpClient obeys.
	 * @param config the config of the client
	 * @return the config of this call, which is the same one if it overrides nothing
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
