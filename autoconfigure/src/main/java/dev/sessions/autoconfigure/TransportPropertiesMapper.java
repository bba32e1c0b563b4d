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

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.retry.Backoff;
import dev.sessions.retry.RetryBudgetSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.transport.PoolSettings;
import dev.sessions.transport.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps what is configured about connections and policies to settings, but for the
 * proxies. What is not set stays as it is.
 */
final class TransportPropertiesMapper {

	private final Place place;

	/**
	 * A mapper for a session or one of its mounts.
	 * @param place where the keys stand
	 */
	TransportPropertiesMapper(Place place) {
		this.place = place;
	}

	TransportSettings map(TransportProperties properties, TransportSettings base) {
		TransportSettings settings = base;
		settings = settings.withTimeout(map(properties.getTimeout(), base.timeout()));
		settings = settings.withPool(map(properties.getPool(), base.pool()));
		settings = settings.withRetry(map(properties.getRetry(), base.retry()));
		settings = settings.withRedirects(map(properties.getRedirects(), base.redirects()));
		settings = set(settings, "compression", properties.getCompression(), TransportSettings::withCompression);
		settings = settings.withLimits(map(properties.getLimits(), base.limits()));
		settings = settings.withResilience(new ResilienceMapper(this.place).map(properties, base.resilience()));
		return settings;
	}

	private TimeoutSettings map(TimeoutProperties properties, TimeoutSettings base) {
		TimeoutSettings settings = base;
		settings = set(settings, "timeout.connect", properties.getConnect(), TimeoutSettings::withConnect);
		settings = set(settings, "timeout.read", properties.getRead(), TimeoutSettings::withRead);
		settings = set(settings, "timeout.lease", properties.getLease(), TimeoutSettings::withLease);
		settings = set(settings, "timeout.total", properties.getTotal(), TimeoutSettings::withTotal);
		return settings;
	}

	private PoolSettings map(PoolProperties properties, PoolSettings base) {
		PoolSettings settings = base;
		settings = set(settings, "pool.max-connections", properties.getMaxConnections(),
				PoolSettings::withMaxConnections);
		settings = set(settings, "pool.max-connections-per-route", properties.getMaxConnectionsPerRoute(),
				PoolSettings::withMaxConnectionsPerRoute);
		settings = set(settings, "pool.max-lifetime", properties.getMaxLifetime(), PoolSettings::withMaxLifetime);
		settings = set(settings, "pool.max-idle-time", properties.getMaxIdleTime(), PoolSettings::withMaxIdleTime);
		settings = set(settings, "pool.keep-alive", properties.getKeepAlive(), PoolSettings::withKeepAlive);
		settings = set(settings, "pool.validate-after-inactivity", properties.getValidateAfterInactivity(),
				PoolSettings::withValidateAfterInactivity);
		settings = set(settings, "pool.warm-up", properties.getWarmUp(), PoolSettings::withWarmUp);
		settings = set(settings, "pool.leak-detection", properties.getLeakDetection(), PoolSettings::withLeakDetection);
		return settings;
	}

	private RetrySettings map(RetryProperties properties, RetrySettings base) {
		RetrySettings settings = base;
		settings = set(settings, "retry.max-attempts", properties.getMaxAttempts(), RetrySettings::withMaxAttempts);
		settings = set(settings, "retry.methods", properties.getMethods(),
				(target, methods) -> target.withMethods(upperCase(methods)));
		settings = set(settings, "retry.statuses", properties.getStatuses(), RetrySettings::withStatuses);
		settings = settings.withBackoff(map(properties.getBackoff(), base.backoff()));
		settings = set(settings, "retry.max-retry-after", properties.getMaxRetryAfter(),
				RetrySettings::withMaxRetryAfter);
		settings = set(settings, "retry.share-retry-after", properties.getShareRetryAfter(),
				RetrySettings::withShareRetryAfter);
		settings = settings.withBudget(map(properties.getBudget(), base.budget()));
		return settings;
	}

	private static Set<String> upperCase(Set<String> methods) {
		return methods.stream().map((method) -> method.trim().toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	private Backoff map(RetryProperties.Backoff properties, Backoff base) {
		Backoff backoff = base;
		backoff = set(backoff, "retry.backoff.multiplier", properties.getMultiplier(), Backoff::withMultiplier);
		backoff = set(backoff, "retry.backoff.jitter", properties.getJitter(), Backoff::withJitter);
		// Each of the delays bounds the other, so both change at once.
		Duration delay = (properties.getDelay() != null) ? properties.getDelay() : base.delay();
		Duration maxDelay = (properties.getMaxDelay() != null) ? properties.getMaxDelay() : base.maxDelay();
		boolean delayAlone = delay.isNegative() || properties.getMaxDelay() == null;
		return set(backoff, delayAlone ? "retry.backoff.delay" : "retry.backoff.max-delay", delay,
				(target, value) -> new Backoff(value, target.multiplier(), maxDelay, target.jitter()));
	}

	private RetryBudgetSettings map(RetryProperties.Budget properties, RetryBudgetSettings base) {
		RetryBudgetSettings settings = base;
		settings = set(settings, "retry.budget.ratio", properties.getRatio(), RetryBudgetSettings::withRatio);
		settings = set(settings, "retry.budget.min-per-second", properties.getMinPerSecond(),
				RetryBudgetSettings::withMinPerSecond);
		return settings;
	}

	private RedirectSettings map(RedirectProperties properties, RedirectSettings base) {
		RedirectSettings settings = base;
		settings = set(settings, "redirects.follow", properties.getFollow(), RedirectSettings::withFollow);
		settings = set(settings, "redirects.max", properties.getMax(), RedirectSettings::withMax);
		return settings;
	}

	private LimitSettings map(LimitProperties properties, LimitSettings base) {
		LimitSettings settings = base;
		settings = set(settings, "limits.max-response-size", properties.getMaxResponseSize(),
				LimitSettings::withMaxResponseSize);
		settings = set(settings, "limits.max-header-count", properties.getMaxHeaderCount(),
				LimitSettings::withMaxHeaderCount);
		settings = set(settings, "limits.max-line-length", properties.getMaxLineLength(),
				LimitSettings::withMaxLineLength);
		return settings;
	}

	private <S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		return this.place.set(settings, key, value, with);
	}

}
