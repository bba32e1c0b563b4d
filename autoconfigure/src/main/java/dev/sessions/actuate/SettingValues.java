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

package dev.sessions.actuate;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import dev.sessions.SessionSettings;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.resilience.BulkheadSettings;
import dev.sessions.resilience.CircuitBreakerSettings;
import dev.sessions.resilience.RateLimitSettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.transport.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which setting each key stands for.
 */
final class SettingValues {

	private static final String BUNDLE = "SSL bundle ";

	private static final Map<String, Function<TransportSettings, @Nullable Object>> OF_TRANSPORT = new TreeMap<>();

	private static final Map<String, Function<SessionSettings, @Nullable Object>> OF_SESSION = new TreeMap<>();

	static {
		OF_TRANSPORT.put("timeout.connect", (s) -> s.timeout().connect());
		OF_TRANSPORT.put("timeout.read", (s) -> s.timeout().read());
		OF_TRANSPORT.put("timeout.lease", (s) -> s.timeout().lease());
		OF_TRANSPORT.put("timeout.total", (s) -> s.timeout().total());
		OF_TRANSPORT.put("pool.max-connections", (s) -> s.pool().maxConnections());
		OF_TRANSPORT.put("pool.max-connections-per-route", (s) -> s.pool().maxConnectionsPerRoute());
		OF_TRANSPORT.put("pool.max-lifetime", (s) -> s.pool().maxLifetime());
		OF_TRANSPORT.put("pool.max-idle-time", (s) -> s.pool().maxIdleTime());
		OF_TRANSPORT.put("pool.keep-alive", (s) -> s.pool().keepAlive());
		OF_TRANSPORT.put("pool.validate-after-inactivity", (s) -> s.pool().validateAfterInactivity());
		OF_TRANSPORT.put("pool.warm-up", (s) -> s.pool().warmUp());
		OF_TRANSPORT.put("pool.leak-detection", (s) -> s.pool().leakDetection());
		OF_TRANSPORT.put("retry.max-attempts", (s) -> s.retry().maxAttempts());
		OF_TRANSPORT.put("retry.methods", (s) -> s.retry().methods());
		OF_TRANSPORT.put("retry.statuses", (s) -> s.retry().statuses());
		OF_TRANSPORT.put("retry.backoff.delay", (s) -> s.retry().backoff().delay());
		OF_TRANSPORT.put("retry.backoff.multiplier", (s) -> s.retry().backoff().multiplier());
		OF_TRANSPORT.put("retry.backoff.max-delay", (s) -> s.retry().backoff().maxDelay());
		OF_TRANSPORT.put("retry.backoff.jitter", (s) -> s.retry().backoff().jitter());
		OF_TRANSPORT.put("retry.max-retry-after", (s) -> s.retry().maxRetryAfter());
		OF_TRANSPORT.put("retry.share-retry-after", (s) -> s.retry().shareRetryAfter());
		OF_TRANSPORT.put("retry.budget.ratio", (s) -> s.retry().budget().ratio());
		OF_TRANSPORT.put("retry.budget.min-per-second", (s) -> s.retry().budget().minPerSecond());
		OF_TRANSPORT.put("redirects.follow", (s) -> s.redirects().follow());
		OF_TRANSPORT.put("redirects.max", (s) -> s.redirects().max());
		OF_TRANSPORT.put("proxy.url", (s) -> url(s.proxy()));
		OF_TRANSPORT.put("proxy.username", (s) -> mask(s.proxy().username()));
		OF_TRANSPORT.put("proxy.password", (s) -> mask(s.proxy().password()));
		OF_TRANSPORT.put("proxy.no-proxy", (s) -> s.proxy().noProxy());
		OF_TRANSPORT.put("ssl.bundle", (s) -> bundle(s.ssl()));
		OF_TRANSPORT.put("ssl.verify", (s) -> s.ssl().verify());
		OF_TRANSPORT.put("compression", (s) -> s.compression());
		OF_TRANSPORT.put("limits.max-response-size", (s) -> s.limits().maxResponseSize());
		OF_TRANSPORT.put("limits.max-header-count", (s) -> s.limits().maxHeaderCount());
		OF_TRANSPORT.put("limits.max-line-length", (s) -> s.limits().maxLineLength());
		addGuards();
		OF_TRANSPORT.forEach((key, setting) -> OF_SESSION.put(key, (s) -> setting.apply(s.transport())));
		OF_SESSION.put("base-url", (s) -> s.baseUrl());
		OF_SESSION.put("auth.allowed-origins", (s) -> s.allowedOrigins());
		OF_SESSION.put("cookies.enabled", (s) -> s.cookies().enabled());
		OF_SESSION.put("cookies.max-count", (s) -> s.cookies().maxCount());
		OF_SESSION.put("cookies.file", (s) -> s.cookies().file());
		OF_SESSION.put("log", (s) -> s.transport().log());
		OF_SESSION.put("allowed-hosts", (s) -> s.egress().allowedHosts());
		OF_SESSION.put("block-private-addresses", (s) -> s.egress().blockPrivateAddresses());
	}

	private SettingValues() {
	}

	private static void addGuards() {
		circuitBreaker("enabled", (breaker) -> true);
		circuitBreaker("failure-rate-threshold", CircuitBreakerSettings::failureRateThreshold);
		circuitBreaker("slow-call-duration", CircuitBreakerSettings::slowCallDuration);
		circuitBreaker("slow-call-rate-threshold", CircuitBreakerSettings::slowCallRateThreshold);
		circuitBreaker("window-size", CircuitBreakerSettings::windowSize);
		circuitBreaker("minimum-calls", CircuitBreakerSettings::minimumCalls);
		circuitBreaker("open-duration", CircuitBreakerSettings::openDuration);
		circuitBreaker("half-open-calls", CircuitBreakerSettings::halfOpenCalls);
		rateLimit("enabled", (limit) -> true);
		rateLimit("limit-for-period", RateLimitSettings::limitForPeriod);
		rateLimit("period", RateLimitSettings::period);
		rateLimit("max-wait", RateLimitSettings::maxWait);
		bulkhead("enabled", (bulkhead) -> true);
		bulkhead("max-concurrent-calls", BulkheadSettings::maxConcurrentCalls);
		bulkhead("max-wait", BulkheadSettings::maxWait);
	}

	private static void circuitBreaker(String key, Function<CircuitBreakerSettings, Object> setting) {
		OF_TRANSPORT.put("circuit-breaker." + key, (s) -> of(s.resilience().circuitBreaker(), key, setting));
	}

	private static void rateLimit(String key, Function<RateLimitSettings, Object> setting) {
		OF_TRANSPORT.put("rate-limit." + key, (s) -> of(s.resilience().rateLimit(), key, setting));
	}

	private static void bulkhead(String key, Function<BulkheadSettings, Object> setting) {
		OF_TRANSPORT.put("bulkhead." + key, (s) -> of(s.resilience().bulkhead(), key, setting));
	}

	/**
	 * Where a guard is off, nothing else is set of it.
	 */
	private static <G> @Nullable Object of(@Nullable G guard, String key, Function<G, Object> setting) {
		if (guard != null) {
			return setting.apply(guard);
		}
		return key.equals("enabled") ? Boolean.FALSE : null;
	}

	/**
	 * The keys of a session that stand for a setting.
	 */
	static Set<String> keys() {
		return Collections.unmodifiableSet(OF_SESSION.keySet());
	}

	/**
	 * The keys of a mount that stand for a setting.
	 */
	static Set<String> keysOfMount() {
		return Collections.unmodifiableSet(OF_TRANSPORT.keySet());
	}

	static boolean has(String key) {
		return OF_SESSION.containsKey(key);
	}

	static @Nullable Object get(String key, SessionSettings settings) {
		Function<SessionSettings, @Nullable Object> setting = OF_SESSION.get(key);
		return (setting != null) ? setting.apply(settings) : null;
	}

	static @Nullable Object get(String key, TransportSettings settings) {
		Function<TransportSettings, @Nullable Object> setting = OF_TRANSPORT.get(key);
		return (setting != null) ? setting.apply(settings) : null;
	}

	private static @Nullable String url(ProxySettings proxy) {
		if (proxy.http() == null || proxy.http().equals(proxy.https())) {
			return (proxy.https() != null) ? proxy.https().toString() : null;
		}
		return (proxy.https() != null) ? proxy.http() + " for http, " + proxy.https() + " for https"
				: proxy.http() + " for http";
	}

	/**
	 * The name of a bundle. What else an application secures connections with has none.
	 */
	private static @Nullable String bundle(SslSettings ssl) {
		if (ssl.material() == null) {
			return null;
		}
		String text = ssl.material().toString();
		return text.startsWith(BUNDLE) ? text.substring(BUNDLE.length()) : "SSLContext";
	}

	private static @Nullable String mask(@Nullable String secret) {
		return (secret != null) ? Secrets.MASK : null;
	}

}
