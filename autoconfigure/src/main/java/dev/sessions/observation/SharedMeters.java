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

package dev.sessions.observation;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of what a session shares with other instances.
 */
final class SharedMeters {

	private SharedMeters() {
	}

	static void bind(SharedSession shared, Tags tags, MeterRegistry registry) {
		Gauge.builder("sessions.shared.state", shared, (session) -> session.isAvailable() ? 1 : 0)
			.description("Whether the shared store is available")
			.tags(tags)
			.strongReference(true)
			.register(registry);
		SharedStatistics statistics = shared.statistics();
		FunctionTimer
			.builder("sessions.shared.lag", statistics, SharedStatistics::changes, SharedStatistics::lagMicros,
					TimeUnit.MICROSECONDS)
			.description("Time until changes of other instances arrived")
			.tags(tags)
			.register(registry);
		bindBytes(statistics, SharedStatistics::sent, tags.and("direction", "sent"), registry);
		bindBytes(statistics, SharedStatistics::received, tags.and("direction", "received"), registry);
		FunctionCounter.builder("sessions.shared.conflicts", statistics, SharedStatistics::conflicts)
			.description("Changes that a later one of another instance replaced")
			.tags(tags)
			.register(registry);
	}

	private static void bindBytes(SharedStatistics statistics, ToDoubleFunction<SharedStatistics> bytes, Tags tags,
			MeterRegistry registry) {
		FunctionCounter.builder("sessions.shared.bytes", statistics, bytes)
			.description("Values exchanged with the shared store")
			.baseUnit("bytes")
			.tags(tags)
			.register(registry);
	}

}
