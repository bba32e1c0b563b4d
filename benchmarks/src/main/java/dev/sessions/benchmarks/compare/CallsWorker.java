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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.server.MemoryServer;
import dev.sessions.benchmarks.server.SelfSigned;
import dev.sessions.benchmarks.worker.SingleThreadLoad;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs one client at one job.
 */
public final class CallsWorker {

	private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");

	/**
	 * On a busy machine the background compilers take longer than the warm-up.
	 */
	private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:-BackgroundCompilation");

	private static final String IN_MEMORY = "http://localhost:8080";

	private CallsWorker() {
	}

	static WorkerProcess inMemory(Peer peer, Job job) throws IOException {
		return WorkerProcess.start(CallsWorker.class, JVM, peer.name(), job.name());
	}

	/**
	 * Start a worker in memory that compiles in the background.
	 */
	static WorkerProcess cold(Peer peer, Job job) throws IOException {
		return WorkerProcess.start(CallsWorker.class, HEAP, peer.name(), job.name());
	}

	static WorkerProcess overLoopback(Peer peer, Job job, URI server) throws IOException {
		List<String> jvm = new ArrayList<>(JVM);
		jvm.addAll(SelfSigned.trust(server));
		return WorkerProcess.start(CallsWorker.class, jvm, peer.name(), job.name(), server.toString());
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		Job job = Job.valueOf(args[1]);
		if (args.length == 2) {
			MemoryServer.install();
		}
		try (Client client = Peer.valueOf(args[0]).open(URI.create((args.length == 2) ? IN_MEMORY : args[2]))) {
			worker.serve(new SingleThreadLoad(() -> job.call(client)));
		}
	}

}
