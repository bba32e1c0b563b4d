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

package dev.sessions.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What can be configured about connections and policies, of a session and of each of its
 * mounts. A property that is {@code null} was not set.
 */
public class TransportProperties {

	/**
	 * How long the parts of a call may take.
	 */
	private final TimeoutProperties timeout = new TimeoutProperties();

	/**
	 * The connections that the session holds.
	 */
	private final PoolProperties pool = new PoolProperties();

	/**
	 * When a request is sent again.
	 */
	private final RetryProperties retry = new RetryProperties();

	/**
	 * Whether and how far redirects are followed.
	 */
	private final RedirectProperties redirects = new RedirectProperties();

	/**
	 * The proxy that requests go by way of.
	 */
	private final ProxyProperties proxy = new ProxyProperties();

	/**
	 * How connections are secured.
	 */
	private final SslProperties ssl = new SslProperties();

	/**
	 * Whether compressed answers are asked for and decoded.
	 */
	private @Nullable Boolean compression;

	/**
	 * How large an answer may be.
	 */
	private final LimitProperties limits = new LimitProperties();

	/**
	 * What stops requests to a server that is ill.
	 */
	private final CircuitBreakerProperties circuitBreaker = new CircuitBreakerProperties();

	/**
	 * How many requests may be sent in a time.
	 */
	private final RateLimitProperties rateLimit = new RateLimitProperties();

	/**
	 * How many calls may be under way at once.
	 */
	private final BulkheadProperties bulkhead = new BulkheadProperties();

	public TimeoutProperties getTimeout() {
		return this.timeout;
	}

	public PoolProperties getPool() {
		return this.pool;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	public RedirectProperties getRedirects() {
		return this.redirects;
	}

	public ProxyProperties getProxy() {
		return this.proxy;
	}

	public SslProperties getSsl() {
		return this.ssl;
	}

	public @Nullable Boolean getCompression() {
		return this.compression;
	}

	public void setCompression(@Nullable Boolean compression) {
		this.compression = compression;
	}

	public LimitProperties getLimits() {
		return this.limits;
	}

	public CircuitBreakerProperties getCircuitBreaker() {
		return this.circuitBreaker;
	}

	public RateLimitProperties getRateLimit() {
		return this.rateLimit;
	}

	public BulkheadProperties getBulkhead() {
		return this.bulkhead;
	}

}
