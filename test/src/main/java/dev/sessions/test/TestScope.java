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

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A running test: the expectations and cassettes of its sessions. Threads that the test
 * starts belong to it as well.
 */
final class TestScope {

	private static final InheritableThreadLocal<@Nullable TestScope> CURRENT = new InheritableThreadLocal<>();

	private final Map<MockSessionServer, MockExchanges> exchanges = new ConcurrentHashMap<>();

	private final Map<MockSessionServer, CassetteExchanges> cassettes = new ConcurrentHashMap<>();

	/**
	 * Return the test of the current thread. It may have ended.
	 */
	static @Nullable TestScope current() {
		return CURRENT.get();
	}

	void enter() {
		CURRENT.set(this);
	}

	static void leave() {
		CURRENT.remove();
	}

	MockExchanges exchanges(MockSessionServer server) {
		return this.exchanges.computeIfAbsent(server, (mocked) -> new MockExchanges(mocked.session()));
	}

	Collection<MockExchanges> exchanges() {
		return this.exchanges.values();
	}

	void insert(MockSessionServer server, CassetteExchanges cassette) {
		this.cassettes.put(server, cassette);
	}

	@Nullable CassetteExchanges cassette(MockSessionServer server) {
		return this.cassettes.get(server);
	}

	Collection<CassetteExchanges> cassettes() {
		return this.cassettes.values();
	}

}
