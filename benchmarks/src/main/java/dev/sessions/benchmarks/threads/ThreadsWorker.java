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

package dev.sessions.benchmarks.threads;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Pooled;
import dev.sessions.benchmarks.server.SelfSigned;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs one client on many threads.
 */
public final class ThreadsWorker {

	private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

	private static final int CONNECTIONS = 64;

	private ThreadsWorker() {
	}

	static WorkerProcess start(Pooled client, ThreadKind kind, int threads, URI server) throws IOException {
		List<String> jvm = new ArrayList<>(JVM);
		jvm.addAll(SelfSigned.trust(server));
		return WorkerProcess.start(ThreadsWorker.class, jvm, client.name(), kind.name(), Integer.toString(threads),
				server.toString());
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		ThreadFactory factory = ThreadKind.valueOf(args[1]).factory();
		try (Client client = Pooled.valueOf(args[0]).open(URI.create(args[3]), CONNECTIONS)) {
			worker.serve(new ManyThreadsLoad(client::get, factory, Integer.parseInt(args[2])));
		}
	}

}
