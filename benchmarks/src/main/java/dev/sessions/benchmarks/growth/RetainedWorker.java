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
import java.lang.ref.Reference;
import java.net.URI;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.worker.Heap;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Creates many objects of a kind and answers with the bytes that each of them retains
 * after a garbage collection.
 */
public final class RetainedWorker {

	private static final int MILLION = 1_000_000;

	private RetainedWorker() {
	}

	static WorkerProcess start(Retained retained, URI server) throws IOException {
		return start(retained, retained.count(), server);
	}

	/**
	 * Create a million forks in a heap of 1 GB.
	 */
	static WorkerProcess millionForks(URI server) throws IOException {
		return start(Retained.FORK, MILLION, server);
	}

	private static WorkerProcess start(Retained retained, int count, URI server) throws IOException {
		return WorkerProcess.start(RetainedWorker.class, List.of("-Xmx1g", "-XX:+UseSerialGC"), retained.name(),
				Integer.toString(count), server.toString());
	}

	public static void main(String[] args) {
		Worker worker = new Worker();
		Retained retained = Retained.valueOf(args[0]);
		String url = args[2];
		Session shared = Retained.session(url);
		shared.get("/users/{id}", "42").as(User.class);
		Object[] kept = new Object[Integer.parseInt(args[1])];
		Object first = retained.make(shared, url);
		long before = Heap.used();
		try {
			for (int i = 0; i < kept.length; i++) {
				kept[i] = retained.make(shared, url);
			}
			worker.answer((Heap.used() - before) / kept.length);
		}
		finally {
			Reference.reachabilityFence(kept);
			Reference.reachabilityFence(first);
		}
		System.exit(0);
	}

}
