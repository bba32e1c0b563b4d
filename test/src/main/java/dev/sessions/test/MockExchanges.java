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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.test.web.client.RequestExpectation;

/**
 * The expectations and the received requests of a session in one test.
 */
final class MockExchanges {

	private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

	private final String session;

	private final Expectations expectations = new Expectations();

	private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

	private final List<AssertionError> failures = new CopyOnWriteArrayList<>();

	MockExchanges(String session) {
		this.session = session;
	}

	Expectations expectations() {
		return this.expectations;
	}

	List<ReceivedRequest> received() {
		return List.copyOf(this.received);
	}

	/**
	 * Answer a request.
	 * @throws AssertionError if the request is not expected
	 */
	ClientHttpResponse answer(MockSessionRequest request) throws IOException {
		ReceivedRequest received = request.received();
		this.received.add(received);
		RequestExpectation expectation;
		try {
			expectation = this.expectations.take(request);
		}
		catch (AssertionError ex) {
			throw fail(received, MaskedRequest.removeSecrets(String.valueOf(ex.getMessage()), received));
		}
		return expectation.createResponse(request);
	}

	/**
	 * Record a request without a response. The failure is reported again at the end of
	 * the test, because the application may have caught it.
	 */
	AssertionError fail(ReceivedRequest request, String reason) {
		AssertionError failure = new AssertionError("Session '" + this.session
				+ "' reaches no network in this test, and nothing answers this request:\n\n    " + request + "\n\n"
				+ reason);
		this.failures.add(failure);
		return failure;
	}

	/**
	 * Verify that all expected requests were made and no others.
	 * @throws AssertionError if an expected request is missing, or an unexpected one was
	 * made
	 */
	void verify() {
		if (!this.failures.isEmpty()) {
			AssertionError first = this.failures.get(0);
			this.failures.stream().skip(1).forEach(first::addSuppressed);
			throw first;
		}
		List<String> missing = this.expectations.unsatisfied();
		if (!missing.isEmpty()) {
			throw new AssertionError("Session '" + this.session + "' has not made " + missing.size()
					+ ((missing.size() == 1) ? " expected request" : " expected requests") + ":\n\n    "
					+ String.join("\n    ", missing) + "\n\n" + describeReceived());
		}
	}

	private String describeReceived() {
		return this.received.isEmpty() ? "It has made none" : "It has made:\n\n    "
				+ this.received.stream().map(ReceivedRequest::toString).collect(Collectors.joining("\n\n    "));
	}

	/**
	 * Wait until all expected requests have been made.
	 */
	void verify(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		while (this.failures.isEmpty() && !this.expectations.unsatisfied().isEmpty() && end - System.nanoTime() > 0) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		verify();
	}

	void reset() {
		this.expectations.clear();
		this.received.clear();
		this.failures.clear();
	}

}
