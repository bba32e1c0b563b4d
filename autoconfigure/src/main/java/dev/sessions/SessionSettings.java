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

import java.net.URI;
import java.util.Objects;
import java.util.Set;

import dev.sessions.internal.net.Origin;
import dev.sessions.internal.uri.BaseUrl;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.ForkSettings;
import dev.sessions.settings.LimitSettings;
import dev.sessions.settings.LogDetail;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.RedirectSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * All settings of one session. Immutable: maps are copied on input, and the maps that it
 * returns must not be changed.
 *
 * @param baseUrl the absolute http(s) URL to which paths are appended, without query,
 * fragment and user info, or {@code null} for none
 * @param headers headers sent with each request that does not set them itself
 * @param params query parameters sent with each request whose URI is relative to the base
 * URL and does not set them itself
 * @param credentials the credentials of the session, or {@code null} for none
 * @param allowedOrigins the origins that receive the credentials in addition to the base
 * URL's, each written as {@code scheme://host[:port]}
 * @param transport the settings of connections and policies, which forks share
 * @param forks the number and the lifetime of the forks that are kept by their keys
 * @param shared the settings of the state that is shared with other instances of the
 * application
 */
public record SessionSettings(@Nullable URI baseUrl, HttpHeaders headers, MultiValueMap<String, String> params,
		@Nullable Credentials credentials, Set<String> allowedOrigins, TransportSettings transport, ForkSettings forks,
		SharedSettings shared) {

	private static final SessionSettings DEFAULTS = new SessionSettings(null, new HttpHeaders(),
			new LinkedMultiValueMap<>(), null, Set.of(), TransportSettings.defaults(), ForkSettings.defaults(),
			SharedSettings.none());

	public SessionSettings {
		if (baseUrl != null) {
			baseUrl = BaseUrl.parse(baseUrl.toString());
		}
		headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
		LinkedMultiValueMap<String, String> paramsCopy = new LinkedMultiValueMap<>();
		params.forEach((name,
				values) -> values.stream().filter(Objects::nonNull).forEach((value) -> paramsCopy.add(name, value)));
		params = paramsCopy;
		allowedOrigins = Set.copyOf(allowedOrigins);
		allowedOrigins.forEach(Origin::parse);
		Objects.requireNonNull(transport, "transport");
		Objects.requireNonNull(forks, "forks");
		Objects.requireNonNull(shared, "shared");
	}

	/**
	 * Return the default settings, without base URL, headers, parameters and credentials.
	 * @return the default settings
	 */
	public static SessionSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another base URL.
	 * @param baseUrl an absolute http(s) URL without query, fragment and user info, or
	 * {@code null} for none
	 * @return the copy
	 * @throws IllegalArgumentException if it is not such a URL
	 */
	public SessionSettings withBaseUrl(@Nullable URI baseUrl) {
		return new SessionSettings(baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other default headers.
	 * @param headers the headers, which are copied
	 * @return the copy
	 */
	public SessionSettings withHeaders(HttpHeaders headers) {
		return new SessionSettings(this.baseUrl, headers, this.params, this.credentials, this.allowedOrigins,
				this.transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other default query parameters.
	 * @param params the parameters, which are copied; {@code null} values are ignored
	 * @return the copy
	 */
	public SessionSettings withParams(MultiValueMap<String, String> params) {
		return new SessionSettings(this.baseUrl, this.headers, params, this.credentials, this.allowedOrigins,
				this.transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other credentials.
	 * @param credentials the credentials, or {@code null} for none
	 * @return the copy
	 */
	public SessionSettings withCredentials(@Nullable Credentials credentials) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, credentials, this.allowedOrigins,
				this.transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other allowed origins.
	 * @param allowedOrigins the origins, each written as {@code scheme://host[:port]}
	 * @return the copy
	 * @throws IllegalArgumentException if one is not an origin
	 */
	public SessionSettings withAllowedOrigins(Set<String> allowedOrigins) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, allowedOrigins,
				this.transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other settings of connections and policies.
	 * @param transport the settings
	 * @return the copy
	 */
	public SessionSettings withTransport(TransportSettings transport) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				transport, this.forks, this.shared);
	}

	/**
	 * Return a copy with other limits of the forks that are kept by their keys.
	 * @param forks the settings
	 * @return the copy
	 */
	public SessionSettings withForks(ForkSettings forks) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.transport, forks, this.shared);
	}

	/**
	 * Return a copy with other settings of the state that is shared with other instances
	 * of the application.
	 * @param shared the settings
	 * @return the copy
	 */
	public SessionSettings withShared(SharedSettings shared) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.transport, this.forks, shared);
	}

	/**
	 * Return the settings of the connection pool.
	 * @return the settings
	 */
	public PoolSettings pool() {
		return this.transport.pool();
	}

	/**
	 * Return a copy with other settings of the connection pool.
	 * @param pool the settings
	 * @return the copy
	 */
	public SessionSettings withPool(PoolSettings pool) {
		return withTransport(this.transport.withPool(pool));
	}

	/**
	 * Return the timeouts.
	 * @return the settings
	 */
	public TimeoutSettings timeout() {
		return this.transport.timeout();
	}

	/**
	 * Return a copy with other timeouts.
	 * @param timeout the settings
	 * @return the copy
	 */
	public SessionSettings withTimeout(TimeoutSettings timeout) {
		return withTransport(this.transport.withTimeout(timeout));
	}

	/**
	 * Return the settings of retries.
	 * @return the settings
	 */
	public RetrySettings retry() {
		return this.transport.retry();
	}

	/**
	 * Return a copy with other settings of retries.
	 * @param retry the settings
	 * @return the copy
	 */
	public SessionSettings withRetry(RetrySettings retry) {
		return withTransport(this.transport.withRetry(retry));
	}

	/**
	 * Return the settings of redirects.
	 * @return the settings
	 */
	public RedirectSettings redirects() {
		return this.transport.redirects();
	}

	/**
	 * Return a copy with other settings of redirects.
	 * @param redirects the settings
	 * @return the copy
	 */
	public SessionSettings withRedirects(RedirectSettings redirects) {
		return withTransport(this.transport.withRedirects(redirects));
	}

	/**
	 * Return the proxies.
	 * @return the settings
	 */
	public ProxySettings proxy() {
		return this.transport.proxy();
	}

	/**
	 * Return a copy with other proxies.
	 * @param proxy the settings
	 * @return the copy
	 */
	public SessionSettings withProxy(ProxySettings proxy) {
		return withTransport(this.transport.withProxy(proxy));
	}

	/**
	 * Return the TLS settings.
	 * @return the settings
	 */
	public SslSettings ssl() {
		return this.transport.ssl();
	}

	/**
	 * Return a copy with other TLS settings.
	 * @param ssl the settings
	 * @return the copy
	 */
	public SessionSettings withSsl(SslSettings ssl) {
		return withTransport(this.transport.withSsl(ssl));
	}

	/**
	 * Return the settings of the cookie jar.
	 * @return the settings
	 */
	public CookieSettings cookies() {
		return this.transport.cookies();
	}

	/**
	 * Return a copy with other settings of the cookie jar.
	 * @param cookies the settings
	 * @return the copy
	 */
	public SessionSettings withCookies(CookieSettings cookies) {
		return withTransport(this.transport.withCookies(cookies));
	}

	/**
	 * Return whether compressed responses are requested and decoded.
	 * @return whether compression is on
	 */
	public boolean compression() {
		return this.transport.compression();
	}

	/**
	 * Return a copy with compression switched on or off.
	 * @param compression whether compressed responses are requested and decoded
	 * @return the copy
	 */
	public SessionSettings withCompression(boolean compression) {
		return withTransport(this.transport.withCompression(compression));
	}

	/**
	 * Return the size limits of responses.
	 * @return the settings
	 */
	public LimitSettings limits() {
		return this.transport.limits();
	}

	/**
	 * Return a copy with other size limits of responses.
	 * @param limits the settings
	 * @return the copy
	 */
	public SessionSettings withLimits(LimitSettings limits) {
		return withTransport(this.transport.withLimits(limits));
	}

	/**
	 * Return the restrictions of reachable hosts and addresses.
	 * @return the settings
	 */
	public EgressSettings egress() {
		return this.transport.egress();
	}

	/**
	 * Return a copy with other restrictions of reachable hosts and addresses.
	 * @param egress the settings
	 * @return the copy
	 */
	public SessionSettings withEgress(EgressSettings egress) {
		return withTransport(this.transport.withEgress(egress));
	}

	/**
	 * Return the level of detail of the call log.
	 * @return the level of detail
	 */
	public LogDetail log() {
		return this.transport.log();
	}

	/**
	 * Return a copy with another level of detail of the call log.
	 * @param log the level of detail
	 * @return the copy
	 */
	public SessionSettings withLog(LogDetail log) {
		return withTransport(this.transport.withLog(log));
	}

	/**
	 * Return the settings of circuit breaker, rate limit and bulkhead.
	 * @return the settings
	 */
	public ResilienceSettings resilience() {
		return this.transport.resilience();
	}

	/**
	 * Return a copy with other settings of circuit breaker, rate limit and bulkhead.
	 * @param resilience the settings
	 * @return the copy
	 */
	public SessionSettings withResilience(ResilienceSettings resilience) {
		return withTransport(this.transport.withResilience(resilience));
	}

	/**
	 * Omits the values of headers and parameters, which may be secrets.
	 */
	@Override
	public String toString() {
		return "SessionSettings[baseUrl=" + this.baseUrl + ", headers=" + this.headers.headerNames() + ", params="
				+ this.params.keySet() + ", credentials=" + this.credentials + ", allowedOrigins=" + this.allowedOrigins
				+ ", transport=" + this.transport + ", forks=" + this.forks + ", shared=" + this.shared + "]";
	}

}
