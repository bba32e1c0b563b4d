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

package dev.sessions.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.server.MemoryServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Runs the jobs of the comparison under JMH and its profilers: one call on an open
 * connection, over in-memory sockets.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
// On a busy machine the background compilers take longer than the warm-up.
@Fork(value = 2, jvmArgsAppend = { "-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation" })
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class HotPathBenchmark {

	/**
	 * All clients except the JDK's, which cannot use in-memory sockets.
	 */
	@Param({ "BARE", "REST_CLIENT", "SESSION_VERB", "SESSION_REST_CLIENT", "DECODE_ONLY", "RAW_SOCKET", "TUNED",
			"OK_HTTP", "OPEN_FEIGN", "MEASURED_SESSION", "OBSERVED_REST_CLIENT" })
	Peer peer;

	private Client client;

	@Setup
	public void open() {
		MemoryServer.install();
		this.client = this.peer.open(URI.create("http://localhost:8080"));
	}

	@TearDown
	public void close() throws IOException {
		this.client.close();
	}

	@Benchmark
	public @Nullable User get() throws IOException {
		return Job.GET.call(this.client);
	}

	@Benchmark
	public @Nullable User post() throws IOException {
		return Job.POST.call(this.client);
	}

	@Benchmark
	public @Nullable User gzip() throws IOException {
		return Job.GZIP.call(this.client);
	}

}
