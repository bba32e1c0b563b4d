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

import dev.sessions.auth.Origin;
import dev.sessions.cookie.CookieSettings;
import dev.sessions.egress.EgressSettings;
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.log.LogDetail;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.resilience.ResilienceSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.transport.PoolSettings;
import dev.sessions.transport.TransportSettings;
import dev.sessions.uri.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Everything that is configured about one session. Immutable; the maps handed in are
 * copied, those handed out must not be changed.
 *
 * @param baseUrl the absolute http(s) URL that paths are appended to, without query,
 * fragment and user info
 * @param headers headers sent with each request that does not set them itself
 * @param params query parameters sent with each request below the base URL that does not
 * set them itself
 * @param credentials what the session proves its identity with
 * @param allowedOrigins origins that may get the credentials besides the base URL's, each
 * written as {@code scheme://host[:port]}
 * @param transport what the connections and policies are built from, which forks share
 */
public record SessionSettings(@Nullable URI baseUrl, HttpHeaders headers, MultiValueMap<String, String> params,
		@Nullable Credentials credentials, Set<String> allowedOrigins, TransportSettings transport) {

	private static final SessionSettings DEFAULTS = new SessionSettings(null, new HttpHeaders(),
			new LinkedMultiValueMap<>(), null, Set.of(), TransportSettings.defaults());

	public SessionSettings {
		if (baseUrl != null) {
			BaseUrl.check(baseUrl);
		}
		headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
		LinkedMultiValueMap<String, String> paramsCopy = new LinkedMultiValueMap<>();
		params.forEach((name, values) -> values.forEach((value) -> paramsCopy.add(name, value)));
		params = paramsCopy;
		allowedOrigins = Set.copyOf(allowedOrigins);
		allowedOrigins.forEach(Origin::parse);
		Objects.requireNonNull(transport, "transport");
	}

	/**
	 * The settings of a session of which nothing is configured.
	 * @return the default settings
	 */
	public static SessionSettings defaults() {
		return DEFAULTS;
	}

	public SessionSettings withBaseUrl(@Nullable URI baseUrl) {
		return new SessionSettings(baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.transport);
	}

	public SessionSettings withHeaders(HttpHeaders headers) {
		return new SessionSettings(this.baseUrl, headers, this.params, this.credentials, this.allowedOrigins,
				this.transport);
	}

	public SessionSettings withParams(MultiValueMap<String, String> params) {
		return new SessionSettings(this.baseUrl, this.headers, params, this.credentials, this.allowedOrigins,
				this.transport);
	}

	public SessionSettings withCredentials(@Nullable Credentials credentials) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, credentials, this.allowedOrigins,
				this.transport);
	}

	public SessionSettings withAllowedOrigins(Set<String> allowedOrigins) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, allowedOrigins,
				this.transport);
	}

	public SessionSettings withTransport(TransportSettings transport) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				transport);
	}

	public PoolSettings pool() {
		return this.transport.pool();
	}

	public SessionSettings withPool(PoolSettings pool) {
		return withTransport(this.transport.withPool(pool));
	}

	public TimeoutSettings timeout() {
		return this.transport.timeout();
	}

	public SessionSettings withTimeout(TimeoutSettings timeout) {
		return withTransport(this.transport.withTimeout(timeout));
	}

	public RetrySettings retry() {
		return this.transport.retry();
	}

	public SessionSettings withRetry(RetrySettings retry) {
		return withTransport(this.transport.withRetry(retry));
	}

	public RedirectSettings redirects() {
		return this.transport.redirects();
	}

	public SessionSettings withRedirects(RedirectSettings redirects) {
		return withTransport(this.transport.withRedirects(redirects));
	}

	public ProxySettings proxy() {
		return this.transport.proxy();
	}

	public SessionSettings withProxy(ProxySettings proxy) {
		return withTransport(this.transport.withProxy(proxy));
	}

	public SslSettings ssl() {
		return this.transport.ssl();
	}

	public SessionSettings withSsl(SslSettings ssl) {
		return withTransport(this.transport.withSsl(ssl));
	}

	public CookieSettings cookies() {
		return this.transport.cookies();
	}

	public SessionSettings withCookies(CookieSettings cookies) {
		return withTransport(this.transport.withCookies(cookies));
	}

	public boolean compression() {
		return this.transport.compression();
	}

	public SessionSettings withCompression(boolean compression) {
		return withTransport(this.transport.withCompression(compression));
	}

	public LimitSettings limits() {
		return this.transport.limits();
	}

	public SessionSettings withLimits(LimitSettings limits) {
		return withTransport(this.transport.withLimits(limits));
	}

	public EgressSettings egress() {
		return this.transport.egress();
	}

	public SessionSettings withEgress(EgressSettings egress) {
		return withTransport(this.transport.withEgress(egress));
	}

	public LogDetail log() {
		return this.transport.log();
	}

	public SessionSettings withLog(LogDetail log) {
		return withTransport(this.transport.withLog(log));
	}

	public ResilienceSettings resilience() {
		return this.transport.resilience();
	}

	public SessionSettings withResilience(ResilienceSettings resilience) {
		return withTransport(this.transport.withResilience(resilience));
	}

	/**
	 * Leaves out the values of headers and parameters, which may be secrets.
	 */
	@Override
	public String toString() {
		return "SessionSettings[baseUrl=" + this.baseUrl + ", headers=" + this.headers.headerNames() + ", params="
				+ this.params.keySet() + ", credentials=" + this.credentials + ", allowedOrigins=" + this.allowedOrigins
				+ ", transport=" + this.transport + "]";
	}

}
