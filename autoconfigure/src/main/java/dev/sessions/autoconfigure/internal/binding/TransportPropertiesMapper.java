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

import java.time.Duration;

import dev.sessions.settings.Backoff;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps the properties of connections and policies, except proxies and TLS, to settings. A
 * property that is not set leaves its setting unchanged.
 *
 * @param path the path of the keys of a session or mount
 */
record TransportPropertiesMapper(KeyPath path) {

	TransportSettings map(TransportProperties properties, TransportSettings base) {
		TransportSettings settings = base
			.withTimeout(TransportKeys.TIMEOUT.map(this.path, properties.timeout(), base.timeout()))
			.withPool(TransportKeys.POOL.map(this.path, properties.pool(), base.pool()))
			.withRetry(map(properties.retry(), base.retry()))
			.withRedirects(TransportKeys.REDIRECTS.map(this.path, properties.redirects(), base.redirects()))
			.withLimits(TransportKeys.LIMITS.map(this.path, properties.limits(), base.limits()))
			.withResilience(new ResilienceMapper(this.path).map(properties, base.resilience()));
		return TransportKeys.OWN.map(this.path, properties, settings);
	}

	private RetrySettings map(@Nullable RetryProperties properties, RetrySettings base) {
		if (properties == null) {
			return base;
		}
		RetrySettings settings = TransportKeys.RETRY.map(this.path, properties, base);
		return settings.withBackoff(map(properties.backoff(), base.backoff()))
			.withBudget(TransportKeys.BUDGET.map(this.path, properties.budget(), base.budget()));
	}

	private Backoff map(RetryProperties.@Nullable Backoff properties, Backoff base) {
		if (properties == null) {
			return base;
		}
		Backoff backoff = TransportKeys.BACKOFF.map(this.path, properties, base);
		Duration delay = (properties.delay() != null) ? properties.delay() : base.delay();
		Duration maxDelay = (properties.maxDelay() != null) ? properties.maxDelay() : base.maxDelay();
		boolean delayAlone = delay.isNegative() || properties.maxDelay() == null;
		return this.path.set(backoff, delayAlone ? "retry.backoff.delay" : "retry.backoff.max-delay", delay,
				(target, value) -> new Backoff(value, target.multiplier(), maxDelay, target.jitter()));
	}

}
