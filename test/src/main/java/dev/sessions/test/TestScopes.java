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

package dev.sessions.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The tests that run with one application context. Usually there is one; parallel tests
 * are distinguished by their threads.
 */
final class TestScopes {

	private final List<TestScope> running = new CopyOnWriteArrayList<>();

	/**
	 * Begin a test.
	 * @return whether no other test runs with the context
	 */
	boolean begin(TestScope scope) {
		this.running.add(scope);
		return this.running.size() == 1;
	}

	void end(TestScope scope) {
		this.running.remove(scope);
	}

	/**
	 * Return the test that the current thread belongs to.
	 * @return the test, or {@code null} if there is none or the thread belongs to none of
	 * several
	 */
	@Nullable TestScope current() {
		TestScope scope = TestScope.current();
		if (scope != null && this.running.contains(scope)) {
			return scope;
		}
		List<TestScope> all = List.copyOf(this.running);
		return (all.size() == 1) ? all.get(0) : null;
	}

	List<TestScope> running() {
		return List.copyOf(this.running);
	}

}
