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

package dev.sessions.internal.resilience;

import java.io.IOException;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.RateLimitSettings;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Acquires a permit of the rate limiter for each request, and waits for it if one will be
 * available in time. The limit may be shared by all instances.
 *
 * @param limiter the rate limiter of this instance
 * @param shared the rate limit of all instances, or {@code null} if it is not shared
 */
record RateLimitHandler(RateLimiter limiter, @Nullable SharedRateLimit shared) implements ExecChainHandler {

	static RateLimitHandler of(String name, RateLimitSettings settings, ResilienceRegistries registries,
			@Nullable SharedSession session) {
		RateLimiter limiter = registries.rateLimiter(name, () -> config(settings));
		return new RateLimitHandler(limiter, SharedRateLimit.of(limiter, session));
	}

	/**
	 * Return a handler with its own rate limiter that uses another time source and counts
	 * the requests of this instance only.
	 */
	RateLimitHandler timedBy(TimeSource time) {
		return new RateLimitHandler(
				new AtomicRateLimiter(this.limiter.getName(), this.limiter.getRateLimiterConfig(), time::nanoTime),
				null);
	}

	private static RateLimiterConfig config(RateLimitSettings settings) {
		return RateLimiterConfig.custom()
			.limitForPeriod(settings.limitForPeriod())
			.limitRefreshPeriod(settings.period())
			.timeoutDuration(settings.maxWait())
			.build();
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (scope.clientContext instanceof ResilienceScope call) {
			long wait = (this.shared != null) ? this.shared.reserve(call) : this.limiter.reservePermission();
			if (wait < 0) {
				throw new NotPermittedException(ResilienceFeature.RATE_LIMIT, reason());
			}
			if (wait > 0) {
				call.waits().await(wait, "a permit of the rate limit '" + this.limiter.getName() + "'");
			}
		}
		return chain.proceed(request, scope);
	}

	private String reason() {
		RateLimiterConfig config = this.limiter.getRateLimiterConfig();
		return "the rate limit '" + this.limiter.getName() + "' of " + config.getLimitForPeriod() + " requests in "
				+ config.getLimitRefreshPeriod().toMillis() + " ms is used up, and there is no permit within "
				+ config.getTimeoutDuration().toMillis()
				+ " ms; call less often, or see rate-limit.limit-for-period and rate-limit.max-wait";
	}

}
