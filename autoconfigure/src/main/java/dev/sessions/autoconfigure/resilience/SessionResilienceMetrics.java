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

package dev.sessions.autoconfigure.resilience;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.spring.SessionPostProcessor;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetricsPublisher;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the circuit breaker, rate limiter and bulkhead of each session bean to each meter
 * registry, regardless of the order of their creation. Instances in a Resilience4j
 * registry of the application are skipped, because the application binds the meters of
 * its registries, and calls would count twice.
 */
class SessionResilienceMetrics implements MeterBinder, SessionPostProcessor {

	private final Set<Object> instances = new LinkedHashSet<>();

	private final List<MeterRegistry> registries = new ArrayList<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.instances.forEach((instance) -> bind(instance, registry));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			Transport transport = Transport.find(session::unwrap);
			if (transport != null) {
				transport.resilienceHandlers().forEach((handlers) -> handlers.ownInstances().forEach(this::add));
			}
		}
		return bean;
	}

	private synchronized void add(Object instance) {
		if (this.instances.add(instance)) {
			this.registries.forEach((registry) -> bind(instance, registry));
		}
	}

	private static void bind(Object instance, MeterRegistry registry) {
		if (instance instanceof CircuitBreaker breaker) {
			new TaggedCircuitBreakerMetricsPublisher(registry).publishMetrics(breaker);
		}
		else if (instance instanceof RateLimiter limiter) {
			new TaggedRateLimiterMetricsPublisher(registry).publishMetrics(limiter);
		}
		else if (instance instanceof Bulkhead bulkhead) {
			new TaggedBulkheadMetricsPublisher(registry).publishMetrics(bulkhead);
		}
	}

}
