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
 * What came of pressing a button.
 *
 * @param ok whether it went as its user would wish
 * @param words what happened, in a few sentences
 * @param arrival what came to a foreign origin, or {@code null} if that is not the
 * question
 * @param costs what two ways cost, or {@code null} if that is not the question
 */
record Outcome(boolean ok, String words, @Nullable Arrival arrival, @Nullable Costs costs) {

	static Outcome good(String words) {
		return new Outcome(true, words, null, null);
	}

	static Outcome bad(String words) {
		return new Outcome(false, words, null, null);
	}

	/**
	 * What a session sent to its own origin and to the one it was redirected to.
	 *
	 * @param own the names of the credentials that came to its own origin
	 * @param foreign the headers that came to the foreign one, none of them secret
	 * @param leaked the names of the credentials among them
	 */
	record Arrival(List<String> own, Map<String, String> foreign, List<String> leaked) {
	}

	/**
	 * The same calls in two ways.
	 *
	 * @param oneSession what they cost through one session
	 * @param clientEach what they cost with a new client for each
	 */
	record Costs(Cost oneSession, Cost clientEach) {
	}

	/**
	 * What calls cost.
	 *
	 * @param connections the connections opened
	 * @param millis the time
	 */
	record Cost(long connections, long millis) {

		static Cost of(Comparison.Cost cost) {
			return new Cost(cost.connections(), cost.time().toMillis());
		}

	}

}
