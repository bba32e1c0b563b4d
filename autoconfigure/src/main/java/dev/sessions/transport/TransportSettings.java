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

import java.util.Objects;
import java.util.function.Consumer;

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

/**
 * What a {@link Transport} is built from. Two sessions may share one only if these are
 * equal. Immutable.
 *
 * @param pool the connections
 * @param timeout the timeouts
 * @param retry the retries
 * @param redirects the redirects
 * @param proxy the proxies
 * @param ssl how connections are secured
 * @param cookies whether there are cookies
 * @param compression whether bodies are decoded
 * @param limits the bounds on answers
 * @param egress what may be reached
 * @param log how much of each call is logged
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
	 * The defaults of each part.
	 * @return the default settings
	 */
	public static TransportSettings defaults() {
		return DEFAULTS;
	}

	public TransportSettings withPool(PoolSettings pool) {
		return with((parts) -> parts.pool = pool);
	}

	public TransportSettings withTimeout(TimeoutSettings timeout) {
		return with((parts) -> parts.timeout = timeout);
	}

	public TransportSettings withRetry(RetrySettings retry) {
		return with((parts) -> parts.retry = retry);
	}

	public TransportSettings withRedirects(RedirectSettings redirects) {
		return with((parts) -> parts.redirects = redirects);
	}

	public TransportSettings withProxy(ProxySettings proxy) {
		return with((parts) -> parts.proxy = proxy);
	}

	public TransportSettings withSsl(SslSettings ssl) {
		return with((parts) -> parts.ssl = ssl);
	}

	public TransportSettings withCookies(CookieSettings cookies) {
		return with((parts) -> parts.cookies = cookies);
	}

	public TransportSettings withCompression(boolean compression) {
		return with((parts) -> parts.compression = compression);
	}

	public TransportSettings withLimits(LimitSettings limits) {
		return with((parts) -> parts.limits = limits);
	}

	public TransportSettings withEgress(EgressSettings egress) {
		return with((parts) -> parts.egress = egress);
	}

	public TransportSettings withLog(LogDetail log) {
		return with((parts) -> parts.log = log);
	}

	public TransportSettings withResilience(ResilienceSettings resilience) {
		return with((parts) -> parts.resilience = resilience);
	}

	private TransportSettings with(Consumer<Parts> change) {
		Parts parts = new Parts(this);
		change.accept(parts);
		return parts.settings();
	}

	/**
	 * What the settings consist of, one of which is about to change.
	 */
	private static final class Parts {

		private PoolSettings pool;

		private TimeoutSettings timeout;

		private RetrySettings retry;

		private RedirectSettings redirects;

		private ProxySettings proxy;

		private SslSettings ssl;

		private CookieSettings cookies;

		private boolean compression;

		private LimitSettings limits;

		private EgressSettings egress;

		private LogDetail log;

		private ResilienceSettings resilience;

		Parts(TransportSettings from) {
			this.pool = from.pool;
			this.timeout = from.timeout;
			this.retry = from.retry;
			this.redirects = from.redirects;
			this.proxy = from.proxy;
			this.ssl = from.ssl;
			this.cookies = from.cookies;
			this.compression = from.compression;
			this.limits = from.limits;
			this.egress = from.egress;
			this.log = from.log;
			this.resilience = from.resilience;
		}

		TransportSettings settings() {
			return new TransportSettings(this.pool, this.timeout, this.retry, this.redirects, this.proxy, this.ssl,
					this.cookies, this.compression, this.limits, this.egress, this.log, this.resilience);
		}

	}

}
