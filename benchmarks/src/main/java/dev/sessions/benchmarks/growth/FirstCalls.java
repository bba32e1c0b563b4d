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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * The durations of first calls in milliseconds, each in a fresh JVM.
 *
 * @param started the first call of a started application
 * @param alone the first call of a client built without Spring Boot
 * @param withBuilding the same, including the building of the client
 */
record FirstCalls(Pair started, Pair alone, Pair withBuilding) {

	/**
	 * Measure first calls, the clients in turns.
	 * @param rounds the number of calls of each kind
	 * @param server the server's URL
	 * @return the durations
	 * @throws IOException if a process fails
	 */
	static FirstCalls measure(int rounds, URI server) throws IOException {
		Turns started = new Turns();
		Turns alone = new Turns();
		Turns withBuilding = new Turns();
		for (int i = 0; i < rounds; i++) {
			try (WorkerProcess worker = StartedCallWorker.session(server)) {
				started.session.add(millis(worker));
			}
			try (WorkerProcess worker = StartedCallWorker.restClient(server)) {
				started.restClient.add(millis(worker));
			}
			try (WorkerProcess worker = FirstCallWorker.start(Peer.SESSION_VERB, server)) {
				alone.session.add(millis(worker));
				withBuilding.session.add(millis(worker));
			}
			try (WorkerProcess worker = FirstCallWorker.start(Peer.REST_CLIENT, server)) {
				alone.restClient.add(millis(worker));
				withBuilding.restClient.add(millis(worker));
			}
		}
		return new FirstCalls(started.pair(), alone.pair(), withBuilding.pair());
	}

	private static double millis(WorkerProcess worker) throws IOException {
		return worker.number() / 1000.0;
	}

	/**
	 * The durations of both clients.
	 *
	 * @param session the duration with a session
	 * @param restClient the duration with {@code RestClient} on HttpClient
	 */
	record Pair(Quartiles session, Quartiles restClient) {

	}

	private static final class Turns {

		private final List<Double> session = new ArrayList<>();

		private final List<Double> restClient = new ArrayList<>();

		Pair pair() {
			return new Pair(Quartiles.of(this.session), Quartiles.of(this.restClient));
		}

	}

}
