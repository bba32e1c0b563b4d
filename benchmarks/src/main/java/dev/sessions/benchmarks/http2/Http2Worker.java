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

package dev.sessions.benchmarks.http2;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Multiplexed;
import dev.sessions.benchmarks.threads.ManyThreadsLoad;
import dev.sessions.benchmarks.threads.ThreadKind;
import dev.sessions.benchmarks.worker.Call;
import dev.sessions.benchmarks.worker.Load;
import dev.sessions.benchmarks.worker.SingleThreadLoad;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs one client on several threads.
 */
public final class Http2Worker {

	private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

	private Http2Worker() {
	}

	static WorkerProcess start(Multiplexed client, Scenario scenario, URI server) throws IOException {
		return WorkerProcess.start(Http2Worker.class, JVM, client.name(), scenario.kind().name(),
				Integer.toString(scenario.threads()), server.toString());
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		int threads = Integer.parseInt(args[2]);
		try (Client client = Multiplexed.valueOf(args[0]).open(URI.create(args[3]))) {
			worker.serve(load(client::get, ThreadKind.valueOf(args[1]), threads));
		}
	}

	private static Load load(Call call, ThreadKind kind, int threads) {
		return (threads == 1) ? new SingleThreadLoad(call) : new ManyThreadsLoad(call, kind.factory(), threads);
	}

}
