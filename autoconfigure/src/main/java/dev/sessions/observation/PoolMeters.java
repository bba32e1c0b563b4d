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

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.pool.CloseReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of leases and closes of a session's connections.
 */
final class PoolMeters {

	private final Timer lease;

	private final Counter reused;

	private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

	PoolMeters(TaggedMeters meters) {
		this.lease = meters.timer("sessions.lease", "Waiting for a connection because all were in use");
		this.reused = meters.counter("sessions.connections.reused", "Leases of a connection that was open already");
		for (CloseReason reason : CloseReason.values()) {
			this.closed.put(reason, meters.and("reason", reason.name().toLowerCase(Locale.ROOT))
				.counter("sessions.connections.closed", "Connections that were closed"));
		}
	}

	void leased(long waitedNanos, boolean reused) {
		this.lease.record(waitedNanos, TimeUnit.NANOSECONDS);
		if (reused) {
			this.reused.increment();
		}
	}

	void closed(CloseReason reason) {
		Counter counter = this.closed.get(reason);
		if (counter != null) {
			counter.increment();
		}
	}

}
