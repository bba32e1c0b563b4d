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

package dev.sessions.benchmarks.compare;

import java.util.List;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;

/**
 * The largest permitted ratio of a client's cost to that of a reference client.
 * Allocation is the same over all sockets, so its budgets apply to memory only.
 *
 * @param peer the client that is limited
 * @param reference the client whose cost is 1
 * @param job the job
 * @param sockets the sockets
 * @param quantity the quantity that is limited
 * @param limit the largest ratio
 */
record Budget(Peer peer, Peer reference, Job job, Sockets sockets, Quantity quantity, double limit) {

	static final List<Budget> ALL = List.of(
	// @formatter:off
			verb(Job.GET, Sockets.MEMORY, Quantity.BYTES, 0.70),
			verb(Job.GET, Sockets.MEMORY, Quantity.TIME, 0.60),
			verb(Job.GET, Sockets.LOOPBACK, Quantity.TIME, 0.95),
			verb(Job.POST, Sockets.MEMORY, Quantity.BYTES, 0.70),
			verb(Job.POST, Sockets.MEMORY, Quantity.TIME, 0.60),
			verb(Job.POST, Sockets.LOOPBACK, Quantity.TIME, 0.95),
			verb(Job.GZIP, Sockets.MEMORY, Quantity.BYTES, 0.85),
			verb(Job.GZIP, Sockets.MEMORY, Quantity.TIME, 0.85),
			verb(Job.GZIP, Sockets.LOOPBACK, Quantity.TIME, 0.95),
			restClient(Job.GET, Sockets.MEMORY, Quantity.BYTES),
			restClient(Job.GET, Sockets.MEMORY, Quantity.TIME),
			restClient(Job.GET, Sockets.LOOPBACK, Quantity.TIME),
			restClient(Job.POST, Sockets.MEMORY, Quantity.BYTES),
			restClient(Job.POST, Sockets.MEMORY, Quantity.TIME),
			restClient(Job.POST, Sockets.LOOPBACK, Quantity.TIME),
			restClient(Job.GZIP, Sockets.MEMORY, Quantity.BYTES),
			restClient(Job.GZIP, Sockets.MEMORY, Quantity.TIME),
			restClient(Job.GZIP, Sockets.LOOPBACK, Quantity.TIME),
			verb(Job.GET, Sockets.TLS, Quantity.TIME, 1.00),
			verb(Job.POST, Sockets.TLS, Quantity.TIME, 1.00),
			verb(Job.GZIP, Sockets.TLS, Quantity.TIME, 1.00),
			restClient(Job.GET, Sockets.TLS, Quantity.TIME),
			restClient(Job.POST, Sockets.TLS, Quantity.TIME),
			restClient(Job.GZIP, Sockets.TLS, Quantity.TIME),
			measured(Job.GET, Quantity.BYTES, 0.65),
			measured(Job.GET, Quantity.TIME, 0.80),
			measured(Job.POST, Quantity.BYTES, 0.80),
			measured(Job.GZIP, Quantity.BYTES, 0.80),
			new Budget(Peer.SHARED_SESSION, Peer.SESSION_VERB, Job.GET, Sockets.MEMORY, Quantity.BYTES, 1.03),
			new Budget(Peer.SHARED_SESSION, Peer.SESSION_VERB, Job.GET, Sockets.MEMORY, Quantity.TIME, 1.05));
	// @formatter:on

	private static Budget verb(Job job, Sockets sockets, Quantity quantity, double limit) {
		return new Budget(Peer.SESSION_VERB, Peer.BARE, job, sockets, quantity, limit);
	}

	private static Budget restClient(Job job, Sockets sockets, Quantity quantity) {
		return new Budget(Peer.SESSION_REST_CLIENT, Peer.REST_CLIENT, job, sockets, quantity, 1.05);
	}

	/**
	 * A budget of a session with Actuator's meters, relative to a client without
	 * observations.
	 */
	private static Budget measured(Job job, Quantity quantity, double limit) {
		return new Budget(Peer.MEASURED_SESSION, Peer.BARE, job, Sockets.MEMORY, quantity, limit);
	}

}
