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

package dev.sessions.testsupport;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The answers for each path, of which the last one repeats. Thread-safe.
 */
final class Script {

	private final Map<String, Deque<Answer>> byPath = new HashMap<>();

	private final Deque<Answer> otherwise = new ArrayDeque<>();

	synchronized void on(String path, Answer[] answers) {
		this.byPath.put(path, new ArrayDeque<>(Arrays.asList(answers)));
	}

	synchronized void otherwise(Answer[] answers) {
		this.otherwise.clear();
		this.otherwise.addAll(Arrays.asList(answers));
	}

	synchronized Answer next(ReceivedRequest request) {
		Deque<Answer> answers = this.byPath.getOrDefault(request.path(), this.otherwise);
		if (answers.isEmpty()) {
			return Reply.status(404).body("Nothing is scripted for " + request.target());
		}
		return (answers.size() > 1) ? answers.remove() : answers.element();
	}

}
