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
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.transport.PoolSettings;
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
 * @param cookies the cookie settings
 * @param timeout the timeouts
 * @param pool the connections
 * @param retry the retries
 * @param redirects the redirects
 * @param proxy the proxies
 * @param compression whether compressed answers are asked for and decoded
 * @param limits the bounds on answers
 */
public record SessionSettings(@Nullable URI baseUrl, HttpHeaders headers, MultiValueMap<String, String> params,
		@Nullable Credentials credentials, Set<String> allowedOrigins, CookieSettings cookies, TimeoutSettings timeout,
		PoolSettings pool, RetrySettings retry, RedirectSettings redirects, ProxySettings proxy, boolean compression,
		LimitSettings limits) {

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
		Objects.requireNonNull(cookies, "cookies");
		Objects.requireNonNull(timeout, "timeout");
		Objects.requireNonNull(pool, "pool");
		Objects.requireNonNull(retry, "retry");
		Objects.requireNonNull(redirects, "redirects");
		Objects.requireNonNull(proxy, "proxy");
		Objects.requireNonNull(limits, "limits");
	}

	/**
	 * The settings of a session of which nothing is configured.
	 * @return the default settings
	 */
	public static SessionSettings defaults() {
		return new SessionSettings(null, new HttpHeaders(), new LinkedMultiValueMap<>(), null, Set.of(),
				CookieSettings.defaults(), TimeoutSettings.defaults(), PoolSettings.defaults(),
				RetrySettings.defaults(), RedirectSettings.defaults(), ProxySettings.defaults(), true,
				LimitSettings.defaults());
	}

	public SessionSettings withBaseUrl(@Nullable URI baseUrl) {
		return new SessionSettings(baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withHeaders(HttpHeaders headers) {
		return new SessionSettings(this.baseUrl, headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withParams(MultiValueMap<String, String> params) {
		return new SessionSettings(this.baseUrl, this.headers, params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withCredentials(@Nullable Credentials credentials) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withAllowedOrigins(Set<String> allowedOrigins) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withCookies(CookieSettings cookies) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withTimeout(TimeoutSettings timeout) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withPool(PoolSettings pool) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, pool, this.retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withRetry(RetrySettings retry) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, retry, this.redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withRedirects(RedirectSettings redirects) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, redirects, this.proxy, this.compression,
				this.limits);
	}

	public SessionSettings withProxy(ProxySettings proxy) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, proxy, this.compression,
				this.limits);
	}

	public SessionSettings withCompression(boolean compression) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, compression,
				this.limits);
	}

	public SessionSettings withLimits(LimitSettings limits) {
		return new SessionSettings(this.baseUrl, this.headers, this.params, this.credentials, this.allowedOrigins,
				this.cookies, this.timeout, this.pool, this.retry, this.redirects, this.proxy, this.compression,
				limits);
	}

	/**
	 * Leaves out the values of headers and parameters, which may be secrets.
	 */
	@Override
	public String toString() {
		return "SessionSettings[baseUrl=" + this.baseUrl + ", headers=" + this.headers.headerNames() + ", params="
				+ this.params.keySet() + ", credentials=" + this.credentials + ", allowedOrigins=" + this.allowedOrigins
				+ ", cookies=" + this.cookies + ", timeout=" + this.timeout + ", pool=" + this.pool + ", retry="
				+ this.retry + ", redirects=" + this.redirects + ", proxy=" + this.proxy + ", compression="
				+ this.compression + ", limits=" + this.limits + "]";
	}

}
