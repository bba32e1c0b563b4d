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

package dev.sessions.settings;

import java.util.Objects;

/**
 * The settings of a session's connections and policies, which its forks share. Two
 * sessions may share a client only if their transport settings are equal. Immutable.
 *
 * @param pool the connection pool
 * @param timeout the timeouts
 * @param retry the retries
 * @param redirects the redirects
 * @param proxy the proxies
 * @param ssl the TLS settings
 * @param cookies the cookie jar
 * @param compression whether compressed responses are requested and decoded
 * @param limits the size limits of responses
 * @param egress the hosts and addresses that may be reached
 * @param log the level of detail of the call log
 * @param resilience circuit breaker, rate limit and bulkhead
 */
public record TransportSettings(PoolSettings pool, TimeoutSettings timeout, RetrySettings retry,
		RedirectSettings redirects, ProxySettings proxy, SslSettings ssl, CookieSettings cookies, boolean compression,
		LimitSettings limits, EgressSettings egress, LogDetail log, ResilienceSettings resilience) {

	private static final TransportSettings DEFAULTS = new TransportSettings(PoolSettings.defaults(),
			TimeoutSettings.defaults(), RetrySettings.defaults(), RedirectSettings.defaults(), ProxySettings.defaults(),
			SslSettings.defaults(), CookieSettings.defaults(), true, LimitSettings.defaults(),
			EgressSettings.defaults(), LogDetail.NONE, ResilienceSettings.defaults());

	public TransportSettings {
		Objects.requireNonNull(pool, "pool");
		Objects.requireNonNull(timeout, "timeout");
		Objects.requireNonNull(retry, "retry");
		Objects.requireNonNull(redirects, "redirects");
		Objects.requireNonNull(proxy, "proxy");
		Objects.requireNonNull(ssl, "ssl");
		Objects.requireNonNull(cookies, "cookies");
		Objects.requireNonNull(limits, "limits");
		Objects.requireNonNull(egress, "egress");
		Objects.requireNonNull(log, "log");
		Objects.requireNonNull(resilience, "resilience");
	}

	/**
	 * Return the default settings of each part.
	 * @return the default settings
	 */
	public static TransportSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another connection pool.
	 * @param pool the settings
	 * @return the copy
	 */
	public TransportSettings withPool(PoolSettings pool) {
		return new TransportSettings(pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other timeouts.
	 * @param timeout the settings
	 * @return the copy
	 */
	public TransportSettings withTimeout(TimeoutSettings timeout) {
		return new TransportSettings(this.pool, timeout, this.retry, this.redirects, this.proxy, this.ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other settings of retries.
	 * @param retry the settings
	 * @return the copy
	 */
	public TransportSettings withRetry(RetrySettings retry) {
		return new TransportSettings(this.pool, this.timeout, retry, this.redirects, this.proxy, this.ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other settings of redirects.
	 * @param redirects the settings
	 * @return the copy
	 */
	public TransportSettings withRedirects(RedirectSettings redirects) {
		return new TransportSettings(this.pool, this.timeout, this.retry, redirects, this.proxy, this.ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other proxies.
	 * @param proxy the settings
	 * @return the copy
	 */
	public TransportSettings withProxy(ProxySettings proxy) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, proxy, this.ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other TLS settings.
	 * @param ssl the settings
	 * @return the copy
	 */
	public TransportSettings withSsl(SslSettings ssl) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, ssl, this.cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with another cookie jar.
	 * @param cookies the settings
	 * @return the copy
	 */
	public TransportSettings withCookies(CookieSettings cookies) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl, cookies,
				this.compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with compression switched on or off.
	 * @param compression whether compressed responses are requested and decoded
	 * @return the copy
	 */
	public TransportSettings withCompression(boolean compression) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
				this.cookies, compression, this.limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other size limits of responses.
	 * @param limits the settings
	 * @return the copy
	 */
	public TransportSettings withLimits(LimitSettings limits) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
				this.cookies, this.compression, limits, this.egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with other restrictions of reachable hosts and addresses.
	 * @param egress the settings
	 * @return the copy
	 */
	public TransportSettings withEgress(EgressSettings egress) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
				this.cookies, this.compression, this.limits, egress, this.log, this.resilience);
	}

	/**
	 * Return a copy with another level of detail of the call log.
	 * @param log the level of detail
	 * @return the copy
	 */
	public TransportSettings withLog(LogDetail log) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
				this.cookies, this.compression, this.limits, this.egress, log, this.resilience);
	}

	/**
	 * Return a copy with other settings of circuit breaker, rate limit and bulkhead.
	 * @param resilience the settings
	 * @return the copy
	 */
	public TransportSettings withResilience(ResilienceSettings resilience) {
		return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
				this.cookies, this.compression, this.limits, this.egress, this.log, resilience);
	}

}
