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

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.spring.SessionPostProcessor;

/**
 * Records the last failures of each session bean, including sessions that the application
 * builds. A fork shares the record of its session. Thread-safe.
 */
public final class RecentFailures implements SessionPostProcessor {

	private final Clock clock;

	private final Map<Transport, FailureRing> rings = new WeakHashMap<>();

	/**
	 * Create an empty record.
	 */
	public RecentFailures() {
		this(Clock.systemUTC());
	}

	RecentFailures(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			Transport transport = Transport.find(session::unwrap);
			if (transport != null) {
				transport.onFailure(ring(transport));
			}
		}
		return bean;
	}

	private FailureRing ring(Transport transport) {
		synchronized (this.rings) {
			return this.rings.computeIfAbsent(transport, (added) -> new FailureRing(this.clock));
		}
	}

	/**
	 * Return the failures of all sessions that share a transport, the latest first.
	 */
	List<RecentFailure> of(Transport transport) {
		synchronized (this.rings) {
			FailureRing ring = this.rings.get(transport);
			return (ring != null) ? ring.list() : List.of();
		}
	}

}
