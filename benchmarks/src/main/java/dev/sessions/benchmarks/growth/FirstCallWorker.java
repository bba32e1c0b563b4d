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
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Call;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Answers with two durations in microseconds: the first call of a JVM after the client is
 * built, and both together.
 */
public final class FirstCallWorker {

	private FirstCallWorker() {
	}

	static WorkerProcess start(Peer peer, URI server) throws IOException {
		return WorkerProcess.start(FirstCallWorker.class, List.of(), peer.name(), server.toString());
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		long start = System.nanoTime();
		try (Client client = Peer.valueOf(args[0]).open(URI.create(args[1]))) {
			Call call = client::get;
			long built = System.nanoTime();
			call.makeAndCheck();
			long end = System.nanoTime();
			worker.answer(TimeUnit.NANOSECONDS.toMicros(end - built));
			worker.answer(TimeUnit.NANOSECONDS.toMicros(end - start));
		}
		System.exit(0);
	}

}
