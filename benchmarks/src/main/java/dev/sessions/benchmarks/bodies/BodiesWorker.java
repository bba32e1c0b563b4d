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

package dev.sessions.benchmarks.bodies;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.benchmarks.server.NginxProcess;
import dev.sessions.benchmarks.server.SelfSigned;
import dev.sessions.benchmarks.worker.Latencies;
import dev.sessions.benchmarks.worker.Load;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Usage;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs one client, which transfers one body after another. A call stands for one
 * megabyte.
 */
public final class BodiesWorker implements Load {

	private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:-BackgroundCompilation");

	private static final long MEGABYTES = NginxProcess.BODY_LENGTH / 1_000_000;

	private final Latencies latencies = new Latencies(1024);

	private final Transfer transfer;

	private final BodyClient client;

	private final Path file;

	BodiesWorker(Transfer transfer, BodyClient client, Path file) {
		this.transfer = transfer;
		this.client = client;
		this.file = file;
	}

	static WorkerProcess start(BodyPeer peer, Transfer transfer, URI server) throws IOException {
		List<String> jvm = new ArrayList<>(JVM);
		jvm.addAll(SelfSigned.trust(server));
		return WorkerProcess.start(BodiesWorker.class, jvm, peer.name(), transfer.name(), server.toString());
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		Path directory = Files.createTempDirectory("benchmark-bodies");
		directory.toFile().deleteOnExit();
		directory.resolve("target").toFile().deleteOnExit();
		try (BodyClient client = BodyPeer.valueOf(args[0]).open(URI.create(args[2]))) {
			worker.serve(new BodiesWorker(Transfer.valueOf(args[1]), client, file(directory)));
		}
	}

	private static Path file(Path directory) throws IOException {
		Path file = directory.resolve("source");
		file.toFile().deleteOnExit();
		try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
			access.setLength(NginxProcess.BODY_LENGTH);
		}
		return file;
	}

	/**
	 * Transfer bodies until the time has elapsed.
	 */
	@Override
	public Sample run(long calls, Duration time) throws IOException {
		this.latencies.clear();
		Usage before = Usage.now();
		long start = System.nanoTime();
		long now = start;
		while (now - start < time.toNanos()) {
			long moved = this.transfer.make(this.client, this.file);
			if (moved != NginxProcess.BODY_LENGTH) {
				throw new IOException("Only %d bytes were transferred".formatted(moved));
			}
			long last = now;
			now = System.nanoTime();
			this.latencies.add(now - last);
		}
		Sample bodies = this.latencies.toSample(now - start, Usage.now().since(before));
		return new Sample(MEGABYTES * bodies.calls(), bodies.nanos(), bodies.bytes(), bodies.medianNanos() / MEGABYTES,
				bodies.p99Nanos() / MEGABYTES, bodies.cpuNanos());
	}

}
