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

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That a call allocates no more than its budget. Bytes do not depend on how busy the
 * machine is, once the code is compiled; times do, and are nothing for a test.
 */
class BytesBudgetTests {

	/**
	 * After so many calls nothing is compiled anew.
	 */
	private static final int WARM_UP = 15_000;

	private static final int CALLS = 5_000;

	/**
	 * What the meters of a session may add to what an observation costs anyway.
	 */
	private static final double METERS_LIMIT = 1024;

	private static final Duration LONG = Duration.ofMinutes(10);

	/**
	 * What was measured already: a client takes part in several budgets.
	 */
	private static final Map<String, Double> KNOWN = new HashMap<>();

	@ParameterizedTest
	@MethodSource("budgets")
	void keepsBudget(Budget budget) throws IOException {
		double bytes = bytesPerCall(budget.peer(), budget.job());
		double reference = bytesPerCall(budget.reference(), budget.job());
		assertThat(bytes / reference).as("%.0f B to %.0f B", bytes, reference).isLessThanOrEqualTo(budget.limit());
	}

	@ParameterizedTest
	@EnumSource
	void metersOfASessionCostLittleMoreThanAnObservation(Job job) throws IOException {
		double meters = bytesPerCall(Peer.MEASURED_SESSION, job) - bytesPerCall(Peer.SESSION_VERB, job);
		double observation = bytesPerCall(Peer.OBSERVED_REST_CLIENT, job) - bytesPerCall(Peer.REST_CLIENT, job);
		assertThat(meters).as("%.0f B to %.0f B", meters, observation).isLessThanOrEqualTo(observation + METERS_LIMIT);
	}

	private static double bytesPerCall(Peer peer, Job job) throws IOException {
		String which = peer + " " + job;
		Double known = KNOWN.get(which);
		if (known == null) {
			known = measure(peer, job);
			KNOWN.put(which, known);
		}
		return known;
	}

	private static double measure(Peer peer, Job job) throws IOException {
		try (WorkerProcess worker = CallsWorker.inMemory(peer, job)) {
			worker.run(WARM_UP, LONG);
			Sample sample = worker.run(CALLS, LONG);
			assertThat(sample.calls()).isEqualTo(CALLS);
			return sample.bytesPerCall();
		}
	}

	private static Stream<Budget> budgets() {
		return Budget.ALL.stream().filter((budget) -> budget.quantity() == Quantity.BYTES);
	}

}
