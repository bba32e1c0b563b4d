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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that a call allocates no more than its budget. Once the code is compiled,
 * allocation does not depend on the load of the machine. Times do, and are not tested.
 */
class BytesBudgetTests {

	/**
	 * The number of calls after which nothing is compiled again.
	 */
	private static final int WARM_UP = 15_000;

	private static final int CALLS = 5_000;

	/**
	 * The largest ratio of the allocation of a session's meters to that of Micrometer's
	 * observations.
	 */
	private static final double METERS_LIMIT = 0.6;

	private static final List<Peer> METERED = List.of(Peer.MEASURED_SESSION, Peer.SESSION_VERB,
			Peer.OBSERVED_REST_CLIENT, Peer.REST_CLIENT);

	private static final Duration LONG = Duration.ofMinutes(10);

	/**
	 * The bytes per call of each client and job. Several budgets may share one
	 * measurement.
	 */
	private static final Map<String, Double> MEASURED = new ConcurrentHashMap<>();

	/**
	 * Measure two clients at a time, because allocation does not depend on the load of
	 * the machine.
	 */
	@BeforeAll
	static void measureAll() throws Exception {
		Map<String, Callable<Double>> tasks = new TreeMap<>();
		budgets().forEach((budget) -> {
			tasks.put(name(budget.peer(), budget.job()), () -> measure(budget.peer(), budget.job()));
			tasks.put(name(budget.reference(), budget.job()), () -> measure(budget.reference(), budget.job()));
		});
		for (Job job : Job.values()) {
			for (Peer peer : METERED) {
				tasks.put(name(peer, job), () -> measure(peer, job));
			}
		}
		ExecutorService workers = Executors.newFixedThreadPool(2);
		try {
			Map<String, Future<Double>> running = new TreeMap<>();
			tasks.forEach((name, task) -> running.put(name, workers.submit(task)));
			for (Map.Entry<String, Future<Double>> measurement : running.entrySet()) {
				MEASURED.put(measurement.getKey(), measurement.getValue().get());
			}
		}
		finally {
			workers.shutdownNow();
		}
	}

	@ParameterizedTest
	@MethodSource("budgets")
	void keepsBudget(Budget budget) {
		double bytes = bytesPerCall(budget.peer(), budget.job());
		double reference = bytesPerCall(budget.reference(), budget.job());
		assertThat(bytes / reference).as("%.0f B to %.0f B", bytes, reference).isLessThanOrEqualTo(budget.limit());
	}

	@ParameterizedTest
	@EnumSource
	void metersOfSessionCostLessThanObservation(Job job) {
		double meters = bytesPerCall(Peer.MEASURED_SESSION, job) - bytesPerCall(Peer.SESSION_VERB, job);
		double observation = bytesPerCall(Peer.OBSERVED_REST_CLIENT, job) - bytesPerCall(Peer.REST_CLIENT, job);
		assertThat(meters).as("%.0f B to %.0f B", meters, observation).isLessThanOrEqualTo(METERS_LIMIT * observation);
	}

	private static double bytesPerCall(Peer peer, Job job) {
		return MEASURED.get(name(peer, job));
	}

	private static String name(Peer peer, Job job) {
		return peer + " " + job;
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
