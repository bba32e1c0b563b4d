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

package dev.sessions.benchmarks.worker;

import java.util.regex.Pattern;

/**
 * The measurements of a number of calls.
 *
 * @param calls the number of calls
 * @param nanos their total duration
 * @param bytes the bytes that all threads allocated
 * @param medianNanos the median latency
 * @param p99Nanos the 99th percentile of the latency
 * @param cpuNanos the CPU time of all threads
 */
public record Sample(long calls, long nanos, long bytes, long medianNanos, long p99Nanos, long cpuNanos) {

	public double cpuNanosPerCall() {
		return (double) this.cpuNanos / this.calls;
	}

	public double bytesPerCall() {
		return (double) this.bytes / this.calls;
	}

	public double callsPerSecond() {
		return this.calls * 1e9 / this.nanos;
	}

	String toLine() {
		return this.calls + " " + this.nanos + " " + this.bytes + " " + this.medianNanos + " " + this.p99Nanos + " "
				+ this.cpuNanos;
	}

	static Sample ofLine(String line) {
		long[] n = Pattern.compile(" ").splitAsStream(line).mapToLong(Long::parseLong).toArray();
		return new Sample(n[0], n[1], n[2], n[3], n[4], n[5]);
	}

}
