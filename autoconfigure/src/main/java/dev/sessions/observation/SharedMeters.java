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
import io.micrometer.core.instrument.FunctionTimer;

/**
 * The meters of the state that a session shares with other instances.
 */
final class SharedMeters {

	private SharedMeters() {
	}

	static void bind(SharedSession shared, TaggedMeters meters) {
		meters.gauge("sessions.shared.state", "Whether the shared store is available", shared,
				(session) -> session.isAvailable() ? 1 : 0);
		SharedStatistics statistics = shared.statistics();
		FunctionTimer
			.builder("sessions.shared.lag", statistics, SharedStatistics::changes, SharedStatistics::lagMicros,
					TimeUnit.MICROSECONDS)
			.description("Time until changes of other instances arrived")
			.tags(meters.tags())
			.register(meters.registry());
		bindBytes(statistics, SharedStatistics::sent, meters.and("direction", "sent"));
		bindBytes(statistics, SharedStatistics::received, meters.and("direction", "received"));
		meters.counter("sessions.shared.conflicts", "Changes that a later one of another instance replaced", null,
				statistics, SharedStatistics::conflicts);
	}

	private static void bindBytes(SharedStatistics statistics, ToDoubleFunction<SharedStatistics> bytes,
			TaggedMeters meters) {
		meters.counter("sessions.shared.bytes", "Values exchanged with the shared store", "bytes", statistics, bytes);
	}

}
