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
 * What was seen while calls were made.
 *
 * @param calls how many
 * @param nanos how long they took together
 * @param bytes what all threads allocated meanwhile
 * @param medianNanos how long the call in the middle took
 * @param p99Nanos how long all but the slowest hundredth took
 * @param cpuNanos what all threads spent on processors meanwhile
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
