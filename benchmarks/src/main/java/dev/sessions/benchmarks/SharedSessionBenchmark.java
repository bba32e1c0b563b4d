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
 * Measures the cost of shared cookies on the calling thread, with an in-memory store:
 * while no cookie changes, and with a new cookie in each response.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = { "-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation" })
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class SharedSessionBenchmark {

	@Param({ "SESSION_VERB", "SHARED_SESSION" })
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
		return this.client.get();
	}

	@Benchmark
	public @Nullable User newCookie() throws IOException {
		return this.client.newCookie();
	}

}
