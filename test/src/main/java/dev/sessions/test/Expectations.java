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
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.test.web.client.DefaultRequestExpectation;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.RequestExpectation;
import org.springframework.test.web.client.RequestMatcher;
import org.springframework.test.web.client.ResponseActions;

/**
 * The expected requests of one session in one test.
 */
final class Expectations {

	private static final StackWalker STACK = StackWalker.getInstance();

	private final Map<RequestExpectation, String> expectations = new LinkedHashMap<>();

	private boolean ordered = true;

	synchronized ResponseActions expect(ExpectedCount count, RequestMatcher matcher) {
		DefaultRequestExpectation expectation = new DefaultRequestExpectation(count, matcher);
		this.expectations.put(expectation, caller());
		return expectation;
	}

	/**
	 * The line of the test that expects a request, in the format that an IDE links.
	 */
	private static String caller() {
		return STACK.walk((frames) -> frames.map(StackFrame::toStackTraceElement)
			.filter((frame) -> !frame.getClassName().startsWith(Expectations.class.getPackageName() + "."))
			.map((frame) -> "at " + frame)
			.findFirst()
			.orElse("at an unknown place"));
	}

	synchronized void ignoreOrder(boolean ignore) {
		this.ordered = !ignore;
	}

	/**
	 * Find the expectation of a request and count the request.
	 * @throws AssertionError if there is none; the message says the expected request
	 */
	synchronized RequestExpectation take(MockSessionRequest request) throws IOException {
		RequestExpectation expectation = find(request);
		expectation.incrementAndValidate();
		return expectation;
	}

	/**
	 * Return whether a request is expected now.
	 */
	synchronized boolean isExpected(MockSessionRequest request) throws IOException {
		try {
			find(request);
			return true;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	/**
	 * With ordered expectations, one that has been met already may be skipped.
	 */
	private RequestExpectation find(MockSessionRequest request) throws IOException {
		List<String> mismatches = new ArrayList<>();
		for (RequestExpectation expectation : this.expectations.keySet()) {
			if (!expectation.hasRemainingCount()) {
				continue;
			}
			AssertionError mismatch = mismatch(expectation, request);
			if (mismatch == null) {
				return expectation;
			}
			mismatches.add(String.valueOf(mismatch.getMessage()));
			if (this.ordered && !expectation.isSatisfied()) {
				break;
			}
		}
		throw new AssertionError(
				mismatches.isEmpty() ? "No further request was expected" : String.join("\n", mismatches));
	}

	private static @Nullable AssertionError mismatch(RequestExpectation expectation, MockSessionRequest request)
			throws IOException {
		try {
			expectation.match(request);
			return null;
		}
		catch (AssertionError ex) {
			return ex;
		}
	}

	/**
	 * Return the locations of the expectations that have not been met.
	 */
	synchronized List<String> unsatisfied() {
		return this.expectations.entrySet()
			.stream()
			.filter((expectation) -> !expectation.getKey().isSatisfied())
			.map(Map.Entry::getValue)
			.toList();
	}

	synchronized boolean isEmpty() {
		return this.expectations.isEmpty();
	}

	synchronized void clear() {
		this.expectations.clear();
		this.ordered = true;
	}

}
