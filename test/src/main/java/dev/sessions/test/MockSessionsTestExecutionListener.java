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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * Injects mock servers, inserts cassettes, and verifies both after each test.
 */
class MockSessionsTestExecutionListener extends AbstractTestExecutionListener {

	private static final String RUNNING = RunningTest.class.getName();

	/**
	 * After the listener for dependency injection, and before those for SQL scripts and
	 * the like.
	 */
	@Override
	public int getOrder() {
		return DependencyInjectionTestExecutionListener.ORDER + 50;
	}

	@Override
	public void prepareTestInstance(TestContext testContext) {
		MockSessions sessions = sessions(testContext);
		if (sessions != null) {
			sessions.started();
			MockSessionFields.inject(testContext.getTestInstance(), sessions);
		}
	}

	/**
	 * Injects anew, because the context may be another one than that of
	 * {@link #prepareTestInstance}. The listener for dependency injection has removed the
	 * attribute that says so.
	 */
	@Override
	public void beforeTestMethod(TestContext testContext) {
		MockSessions sessions = sessions(testContext);
		if (sessions != null) {
			MockSessionFields.inject(testContext.getTestInstance(), sessions);
			TestScope scope = new TestScope();
			testContext.setAttribute(RUNNING, new RunningTest(sessions, scope));
			sessions.begin(scope);
			scope.enter();
			CassetteLoader.insert(testContext, sessions, scope);
		}
	}

	/**
	 * Does not ask for the context, which may be closed by now.
	 */
	@Override
	public void afterTestMethod(TestContext testContext) throws Exception {
		if (testContext.removeAttribute(RUNNING) instanceof RunningTest test) {
			try {
				if (testContext.getTestException() == null) {
					verify(test.scope());
				}
			}
			finally {
				test.sessions().end(test.scope());
				TestScope.leave();
			}
		}
	}

	private static void verify(TestScope scope) throws Exception {
		List<Throwable> failures = new ArrayList<>();
		scope.cassettes().forEach((cassette) -> collect(cassette::eject, failures));
		scope.exchanges().forEach((exchanges) -> collect(exchanges::verify, failures));
		if (failures.isEmpty()) {
			return;
		}
		Throwable first = failures.get(0);
		failures.stream().skip(1).forEach(first::addSuppressed);
		if (first instanceof Error error) {
			throw error;
		}
		throw (Exception) first;
	}

	private static void collect(Verification verification, List<Throwable> failures) {
		try {
			verification.run();
		}
		catch (Exception | AssertionError ex) {
			failures.add(ex);
		}
	}

	private static @Nullable MockSessions sessions(TestContext testContext) {
		return testContext.hasApplicationContext()
				? testContext.getApplicationContext().getBeanProvider(MockSessions.class).getIfAvailable() : null;
	}

	/**
	 * A test that runs.
	 *
	 * @param sessions its sessions
	 * @param scope its expectations and cassettes
	 */
	private record RunningTest(MockSessions sessions, TestScope scope) {

	}

	/**
	 * A check at the end of a test.
	 */
	@FunctionalInterface
	private interface Verification {

		void run() throws Exception;

	}

}
