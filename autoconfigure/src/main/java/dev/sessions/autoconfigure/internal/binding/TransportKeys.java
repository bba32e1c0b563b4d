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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.sessions.autoconfigure.internal.binding.KeyBlock.Reading;
import dev.sessions.settings.Backoff;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.LimitSettings;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.RedirectSettings;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The table of the keys that both sessions and mounts have. A new key requires a row
 * here, a component of its properties record and a component of its settings record.
 */
final class TransportKeys {

	static final KeyBlock<TimeoutProperties, TimeoutSettings> TIMEOUT = new KeyBlock<>("timeout",
			(keys) -> keys
				.key("connect", TimeoutProperties::connect, TimeoutSettings::connect, TimeoutSettings::withConnect)
				.key("read", TimeoutProperties::read, TimeoutSettings::read, TimeoutSettings::withRead)
				.key("lease", TimeoutProperties::lease, TimeoutSettings::lease, TimeoutSettings::withLease)
				.key("total", TimeoutProperties::total, TimeoutSettings::total, TimeoutSettings::withTotal));

	static final KeyBlock<PoolProperties, PoolSettings> POOL = new KeyBlock<>("pool", (keys) -> keys
		.key("max-connections", PoolProperties::maxConnections, PoolSettings::maxConnections,
				PoolSettings::withMaxConnections)
		.key("max-connections-per-route", PoolProperties::maxConnectionsPerRoute, PoolSettings::maxConnectionsPerRoute,
				PoolSettings::withMaxConnectionsPerRoute)
		.key("max-lifetime", PoolProperties::maxLifetime, PoolSettings::maxLifetime, PoolSettings::withMaxLifetime)
		.key("max-idle-time", PoolProperties::maxIdleTime, PoolSettings::maxIdleTime, PoolSettings::withMaxIdleTime)
		.key("keep-alive", PoolProperties::keepAlive, PoolSettings::keepAlive, PoolSettings::withKeepAlive)
		.key("validate-after-inactivity", PoolProperties::validateAfterInactivity,
				PoolSettings::validateAfterInactivity, PoolSettings::withValidateAfterInactivity)
		.key("warm-up", PoolProperties::warmUp, PoolSettings::warmUp, PoolSettings::withWarmUp)
		.key("leak-detection", PoolProperties::leakDetection, PoolSettings::leakDetection,
				PoolSettings::withLeakDetection));

	static final KeyBlock<RetryProperties, RetrySettings> RETRY = new KeyBlock<>("retry", (keys) -> keys
		.key("max-attempts", RetryProperties::maxAttempts, RetrySettings::maxAttempts, RetrySettings::withMaxAttempts)
		.key("methods", RetryProperties::methods, RetrySettings::methods, (settings, methods) -> settings.withMethods(
				methods.stream().map((method) -> method.trim().toUpperCase(Locale.ROOT)).collect(Collectors.toSet())))
		.key("statuses", RetryProperties::statuses, RetrySettings::statuses, RetrySettings::withStatuses)
		.key("max-retry-after", RetryProperties::maxRetryAfter, RetrySettings::maxRetryAfter,
				RetrySettings::withMaxRetryAfter)
		.key("share-retry-after", RetryProperties::shareRetryAfter, RetrySettings::shareRetryAfter,
				RetrySettings::withShareRetryAfter));

	/**
	 * The two delays limit each other, so a class of its own maps both at once.
	 */
	static final KeyBlock<RetryProperties.Backoff, Backoff> BACKOFF = new KeyBlock<>("retry.backoff",
			(keys) -> keys.shown("delay", Backoff::delay)
				.shown("max-delay", Backoff::maxDelay)
				.key("multiplier", RetryProperties.Backoff::multiplier, Backoff::multiplier, Backoff::withMultiplier)
				.key("jitter", RetryProperties.Backoff::jitter, Backoff::jitter, Backoff::withJitter));

	static final KeyBlock<RetryProperties.Budget, RetryBudgetSettings> BUDGET = new KeyBlock<>("retry.budget",
			(keys) -> keys
				.key("ratio", RetryProperties.Budget::ratio, RetryBudgetSettings::ratio, RetryBudgetSettings::withRatio)
				.key("min-per-second", RetryProperties.Budget::minPerSecond, RetryBudgetSettings::minPerSecond,
						RetryBudgetSettings::withMinPerSecond));

	static final KeyBlock<RedirectProperties, RedirectSettings> REDIRECTS = new KeyBlock<>("redirects",
			(keys) -> keys
				.key("follow", RedirectProperties::follow, RedirectSettings::follow, RedirectSettings::withFollow)
				.key("max", RedirectProperties::max, RedirectSettings::max, RedirectSettings::withMax));

	static final KeyBlock<LimitProperties, LimitSettings> LIMITS = new KeyBlock<>("limits",
			(keys) -> keys
				.key("max-response-size", LimitProperties::maxResponseSize, LimitSettings::maxResponseSize,
						LimitSettings::withMaxResponseSize)
				.key("max-header-count", LimitProperties::maxHeaderCount, LimitSettings::maxHeaderCount,
						LimitSettings::withMaxHeaderCount)
				.key("max-line-length", LimitProperties::maxLineLength, LimitSettings::maxLineLength,
						LimitSettings::withMaxLineLength));

	static final KeyBlock<CircuitBreakerProperties, CircuitBreakerSettings> CIRCUIT_BREAKER = new KeyBlock<>(
			"circuit-breaker",
			(keys) -> keys
				.key("failure-rate-threshold", CircuitBreakerProperties::failureRateThreshold,
						CircuitBreakerSettings::failureRateThreshold, CircuitBreakerSettings::withFailureRateThreshold)
				.key("slow-call-duration", CircuitBreakerProperties::slowCallDuration,
						CircuitBreakerSettings::slowCallDuration, CircuitBreakerSettings::withSlowCallDuration)
				.key("slow-call-rate-threshold", CircuitBreakerProperties::slowCallRateThreshold,
						CircuitBreakerSettings::slowCallRateThreshold,
						CircuitBreakerSettings::withSlowCallRateThreshold)
				.key("window-size", CircuitBreakerProperties::windowSize, CircuitBreakerSettings::windowSize,
						CircuitBreakerSettings::withWindowSize)
				.key("minimum-calls", CircuitBreakerProperties::minimumCalls, CircuitBreakerSettings::minimumCalls,
						CircuitBreakerSettings::withMinimumCalls)
				.key("open-duration", CircuitBreakerProperties::openDuration, CircuitBreakerSettings::openDuration,
						CircuitBreakerSettings::withOpenDuration)
				.key("half-open-calls", CircuitBreakerProperties::halfOpenCalls, CircuitBreakerSettings::halfOpenCalls,
						CircuitBreakerSettings::withHalfOpenCalls));

	static final KeyBlock<RateLimitProperties, RateLimitSettings> RATE_LIMIT = new KeyBlock<>("rate-limit",
			(keys) -> keys
				.key("limit-for-period", RateLimitProperties::limitForPeriod, RateLimitSettings::limitForPeriod,
						RateLimitSettings::withLimitForPeriod)
				.key("period", RateLimitProperties::period, RateLimitSettings::period, RateLimitSettings::withPeriod)
				.key("max-wait", RateLimitProperties::maxWait, RateLimitSettings::maxWait,
						RateLimitSettings::withMaxWait));

	static final KeyBlock<BulkheadProperties, BulkheadSettings> BULKHEAD = new KeyBlock<>("bulkhead", (keys) -> keys
		.key("max-concurrent-calls", BulkheadProperties::maxConcurrentCalls, BulkheadSettings::maxConcurrentCalls,
				BulkheadSettings::withMaxConcurrentCalls)
		.key("max-wait", BulkheadProperties::maxWait, BulkheadSettings::maxWait, BulkheadSettings::withMaxWait));

	private static final KeyBlock<ProxyProperties, ProxySettings> PROXY = new KeyBlock<>("proxy",
			(keys) -> keys.shown("url", TransportKeys::url)
				.shown("username", (proxy) -> mask(proxy.username()))
				.shown("password", (proxy) -> mask(proxy.password()))
				.shown("no-proxy", ProxySettings::noProxy));

	private static final KeyBlock<SslProperties, SslSettings> SSL = new KeyBlock<>("ssl",
			(keys) -> keys.shown("bundle", TransportKeys::bundle).shown("verify", SslSettings::verify));

	static final KeyBlock<TransportProperties, TransportSettings> OWN = new KeyBlock<>("",
			(keys) -> keys.key("compression", TransportProperties::compression, TransportSettings::compression,
					TransportSettings::withCompression));

	private static final SingletonSupplier<Map<String, Reading<TransportSettings, Object>>> VALUES = SingletonSupplier
		.of(TransportKeys::values);

	private TransportKeys() {
	}

	private static Map<String, Reading<TransportSettings, Object>> values() {
		Map<String, Reading<TransportSettings, Object>> values = new TreeMap<>();
		TIMEOUT.forEach(TransportSettings::timeout, values::put);
		POOL.forEach(TransportSettings::pool, values::put);
		RETRY.forEach(TransportSettings::retry, values::put);
		BACKOFF.forEach((settings) -> settings.retry().backoff(), values::put);
		BUDGET.forEach((settings) -> settings.retry().budget(), values::put);
		REDIRECTS.forEach(TransportSettings::redirects, values::put);
		PROXY.forEach(TransportSettings::proxy, values::put);
		SSL.forEach(TransportSettings::ssl, values::put);
		LIMITS.forEach(TransportSettings::limits, values::put);
		OWN.forEach((settings) -> settings, values::put);
		CIRCUIT_BREAKER.forEach((settings) -> settings.resilience().circuitBreaker(), values::put);
		RATE_LIMIT.forEach((settings) -> settings.resilience().rateLimit(), values::put);
		BULKHEAD.forEach((settings) -> settings.resilience().bulkhead(), values::put);
		values.put("circuit-breaker.enabled", (settings) -> settings.resilience().circuitBreaker() != null);
		values.put("rate-limit.enabled", (settings) -> settings.resilience().rateLimit() != null);
		values.put("bulkhead.enabled", (settings) -> settings.resilience().bulkhead() != null);
		return Collections.unmodifiableMap(values);
	}

	/**
	 * All keys, sorted, each with a reader of its effective value.
	 */
	static Map<String, Reading<TransportSettings, Object>> all() {
		return VALUES.obtain();
	}

	private static @Nullable String url(ProxySettings proxy) {
		if (proxy.http() == null || proxy.http().equals(proxy.https())) {
			return (proxy.https() != null) ? proxy.https().toString() : null;
		}
		return (proxy.https() != null) ? proxy.http() + " for http, " + proxy.https() + " for https"
				: proxy.http() + " for http";
	}

	private static @Nullable String mask(@Nullable String secret) {
		return (secret != null) ? KeyTable.MASK : null;
	}

	/**
	 * The name of the SSL bundle, or {@code SSLContext} for material that the application
	 * supplies in code.
	 */
	private static @Nullable String bundle(SslSettings ssl) {
		if (ssl.material() == null) {
			return null;
		}
		String text = ssl.material().toString();
		String prefix = "SSL bundle ";
		return text.startsWith(prefix) ? text.substring(prefix.length()) : "SSLContext";
	}

}
