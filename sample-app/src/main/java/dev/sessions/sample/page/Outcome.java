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

package dev.sessions.sample.page;

import java.util.List;
import java.util.Map;

import dev.sessions.sample.report.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a button.
 *
 * @param ok whether the outcome is a success
 * @param words a short description
 * @param arrival the headers that a foreign origin received, or {@code null} if not
 * applicable
 * @param costs the costs of both ways, or {@code null} if not applicable
 */
record Outcome(boolean ok, String words, @Nullable Arrival arrival, @Nullable Costs costs) {

	static Outcome good(String words) {
		return new Outcome(true, words, null, null);
	}

	static Outcome bad(String words) {
		return new Outcome(false, words, null, null);
	}

	/**
	 * The headers that a session sent to its own origin and to the target of a redirect.
	 *
	 * @param own the names of the credentials that its own origin received
	 * @param foreign the headers that the foreign origin received, without secrets
	 * @param leaked the names of the credentials among them
	 */
	record Arrival(List<String> own, Map<String, String> foreign, List<String> leaked) {
	}

	/**
	 * The costs of the same calls in two ways.
	 *
	 * @param oneSession the cost with one session
	 * @param clientEach the cost with a new client for each call
	 */
	record Costs(Cost oneSession, Cost clientEach) {
	}

	/**
	 * The cost of calls.
	 *
	 * @param connections the number of opened connections
	 * @param millis the time in milliseconds
	 */
	record Cost(long connections, long millis) {

		static Cost of(Comparison.Cost cost) {
			return new Cost(cost.connections(), cost.time().toMillis());
		}

	}

}
