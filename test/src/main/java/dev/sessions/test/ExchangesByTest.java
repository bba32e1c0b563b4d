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

import java.io.IOException;
import java.util.List;

/**
 * Finds the expectations of the test that the current thread belongs to.
 */
final class ExchangesByTest implements ExchangesLookup {

	private final TestScopes scopes;

	ExchangesByTest(TestScopes scopes) {
		this.scopes = scopes;
	}

	@Override
	public MockExchanges current(MockSessionServer server) {
		TestScope scope = this.scopes.current();
		if (scope == null) {
			throw new IllegalStateException("The mock server of the session '" + server.session()
					+ "' belongs to a test: use it in a test method or @BeforeEach, in a thread of that test");
		}
		return scope.exchanges(server);
	}

	/**
	 * If the thread belongs to none of several tests, the test that expects the request
	 * answers it.
	 */
	@Override
	public MockExchanges find(MockSessionServer server, MockSessionRequest request) {
		TestScope scope = this.scopes.current();
		if (scope != null) {
			return scope.exchanges(server);
		}
		List<MockExchanges> all = this.scopes.running().stream().map((running) -> running.exchanges(server)).toList();
		for (MockExchanges exchanges : all) {
			if (isExpected(exchanges, request)) {
				return exchanges;
			}
		}
		// outside of a test only the caller sees the failure
		return all.isEmpty() ? new MockExchanges(server.session()) : all.get(0);
	}

	private static boolean isExpected(MockExchanges exchanges, MockSessionRequest request) {
		try {
			return exchanges.expectations().isExpected(request);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
