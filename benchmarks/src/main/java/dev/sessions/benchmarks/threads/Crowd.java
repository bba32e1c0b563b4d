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
 * How many callers there are, and what a session has to reach among them.
 *
 * @param kind what they run on
 * @param threads how many there are
 * @param tls whether they call over TLS 1.3
 * @param throughput a session's calls per second, at least, as a part of HttpClient's
 */
record Crowd(ThreadKind kind, int threads, boolean tls, double throughput) {

	static final List<Crowd> ALL = List.of(plain(ThreadKind.PLATFORM, 2, 1.0), plain(ThreadKind.PLATFORM, 16, 1.0),
			plain(ThreadKind.PLATFORM, 64, 1.3), plain(ThreadKind.VIRTUAL, 256, 1.3),
			plain(ThreadKind.VIRTUAL, 2000, 1.3), overTls(ThreadKind.PLATFORM, 16), overTls(ThreadKind.VIRTUAL, 256));

	/**
	 * The slowest hundredth must not be slower than HttpClient's.
	 */
	static final double P99 = 1.0;

	private static Crowd plain(ThreadKind kind, int threads, double throughput) {
		return new Crowd(kind, threads, false, throughput);
	}

	private static Crowd overTls(ThreadKind kind, int threads) {
		return new Crowd(kind, threads, true, 1.0);
	}

	/**
	 * Whether this JVM and this system have what it needs.
	 * @return whether they have
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
