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

import java.util.List;

/**
 * How many callers there are, and what a session has to reach among them.
 *
 * @param kind what they run on
 * @param threads how many there are
 * @param throughput a session's calls per second, at least, as a part of HttpClient's
 */
record Crowd(ThreadKind kind, int threads, double throughput) {

	static final List<Crowd> ALL = List.of(new Crowd(ThreadKind.PLATFORM, 2, 1.0),
			new Crowd(ThreadKind.PLATFORM, 16, 1.0), new Crowd(ThreadKind.PLATFORM, 64, 1.3),
			new Crowd(ThreadKind.VIRTUAL, 256, 1.3), new Crowd(ThreadKind.VIRTUAL, 2000, 1.0));

	/**
	 * The slowest hundredth must not be slower than HttpClient's.
	 */
	static final double P99 = 1.0;

	@Override
	public String toString() {
		return this.threads + " " + ((this.kind == ThreadKind.VIRTUAL) ? "virtual threads" : "platform threads");
	}

}
