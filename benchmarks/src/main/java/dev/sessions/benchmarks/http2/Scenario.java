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

import java.util.List;

import dev.sessions.benchmarks.threads.ThreadKind;

/**
 * The calling threads.
 *
 * @param kind the kind of the threads
 * @param threads the number of threads
 */
record Scenario(ThreadKind kind, int threads) {

	static final List<Scenario> ALL = List.of(new Scenario(ThreadKind.PLATFORM, 1),
			new Scenario(ThreadKind.PLATFORM, 64), new Scenario(ThreadKind.VIRTUAL, 256));

	@Override
	public String toString() {
		return (this.threads == 1) ? "One thread"
				: this.threads + " " + ((this.kind == ThreadKind.VIRTUAL) ? "virtual threads" : "platform threads");
	}

}
