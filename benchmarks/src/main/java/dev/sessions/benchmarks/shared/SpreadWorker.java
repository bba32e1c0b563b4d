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

package dev.sessions.benchmarks.shared;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.Session;
import dev.sessions.benchmarks.worker.Latencies;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Usage;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Measures the delay between a {@code Set-Cookie} that one instance receives and the
 * cookie in the jar of another.
 */
public final class SpreadWorker {

	private static final int WARM_UP = 500;

	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private SpreadWorker() {
	}

	static WorkerProcess start(int redis, URI server, int cookies) throws IOException {
		return WorkerProcess.start(SpreadWorker.class, Sharing.JVM, Integer.toString(redis), server.toString(),
				Integer.toString(cookies));
	}

	public static void main(String[] args) {
		Worker worker = new Worker();
		int redis = Integer.parseInt(args[0]);
		try (Instance one = new Instance(redis, args[1], (builder) -> {
		}); Instance other = new Instance(redis, args[1], (builder) -> {
		})) {
			measure(one.session(), other.session(), WARM_UP);
			Sample sample = measure(one.session(), other.session(), Integer.parseInt(args[2]));
			worker.answer(sample.medianNanos());
			worker.answer(sample.p99Nanos());
		}
		System.exit(0);
	}

	private static Sample measure(Session one, Session other, int cookies) {
		Latencies latencies = new Latencies(cookies);
		for (int i = 0; i < cookies; i++) {
			one.get("/set/{id}", i);
			long start = System.nanoTime();
			String value = value(one);
			while (!value.equals(value(other))) {
				if (System.nanoTime() - start > PATIENCE_NANOS) {
					throw new IllegalStateException("The cookie did not arrive within 30 s");
				}
				LockSupport.parkNanos(LOOK_NANOS);
			}
			latencies.add(System.nanoTime() - start);
		}
		return latencies.toSample(0, Usage.NONE);
	}

	private static String value(Session session) {
		return Objects.requireNonNullElse(session.cookies().get("TURN"), "");
	}

}
