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
import java.util.List;

import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.server.NginxProcess;
import dev.sessions.benchmarks.server.Server;

/**
 * A number of calling threads, and the throughput that a session must reach with them.
 *
 * @param kind the kind of the threads
 * @param threads the number of threads
 * @param tls whether the calls use TLS 1.3
 * @param throughput the smallest ratio of a session's calls per second to HttpClient's
 */
record Crowd(ThreadKind kind, int threads, boolean tls, double throughput) {

	static final List<Crowd> ALL = List.of(plain(ThreadKind.PLATFORM, 2, 1.0), plain(ThreadKind.PLATFORM, 16, 1.0),
			plain(ThreadKind.PLATFORM, 64, 1.3), plain(ThreadKind.VIRTUAL, 256, 1.3),
			plain(ThreadKind.VIRTUAL, 2000, 1.3), overTls(ThreadKind.PLATFORM, 16), overTls(ThreadKind.VIRTUAL, 256));

	/**
	 * The largest ratio of the 99th percentile of the latency to HttpClient's.
	 */
	static final double P99 = 1.0;

	private static Crowd plain(ThreadKind kind, int threads, double throughput) {
		return new Crowd(kind, threads, false, throughput);
	}

	private static Crowd overTls(ThreadKind kind, int threads) {
		return new Crowd(kind, threads, true, 1.0);
	}

	/**
	 * Whether this JVM and this system support the measurement.
	 * @return whether it can run
	 */
	boolean isPresent() {
		return this.kind.isPresent() && (!this.tls || NginxProcess.isInstalled());
	}

	Server serve() throws IOException {
		return this.tls ? NginxProcess.start(true) : LoopbackServer.start();
	}

	@Override
	public String toString() {
		return this.threads + ((this.kind == ThreadKind.VIRTUAL) ? " virtual threads" : " platform threads")
				+ (this.tls ? ", TLS 1.3" : "");
	}

}
