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

import java.time.Duration;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;

import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.RequestMatcher;
import org.springframework.test.web.client.ResponseActions;
import org.springframework.test.web.client.ResponseCreator;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;

/**
 * Answers the requests of one session in a test, in place of the network. All policies of
 * the session are applied above it, such as retries, redirects, credentials, cookies,
 * limits and the decoding of bodies. An expectation matches one attempt of one hop as it
 * would have been sent; a request for an access token needs an expectation as well.
 * <p>
 * Expectations are those of Spring's {@link MockRestServiceServer}, see
 * {@link MockRestRequestMatchers} and {@link MockRestResponseCreators};
 * {@link MockFaults} adds the faults of a network. They must be met in the order in which
 * they were given.
 * <p>
 * A server that is injected with {@link MockSession} is verified after each test and
 * reset before the next one, and tests that run in parallel have separate expectations.
 * Thread-safe.
 */
public final class MockSessionServer {

	private final String session;

	private final MockClock clock;

	private final ExchangesLookup exchanges;

	MockSessionServer(String session, MockClock clock, ExchangesLookup exchanges) {
		this.session = session;
		this.clock = clock;
		this.exchanges = exchanges;
	}

	/**
	 * Create a server for a session that was built without Spring Boot. The session
	 * reaches no network from then on.
	 * @param session the session, or a fork of it
	 * @return the server, which the test has to verify
	 * @throws IllegalArgumentException if the session is a mock or an implementation of
	 * the application
	 */
	public static MockSessionServer bindTo(Session session) {
		Transport transport = Transport.find(session::unwrap);
		if (transport == null) {
			throw new IllegalArgumentException(
					"The session '" + session.name() + "' is not one of this library and cannot be mocked");
		}
		MockExchanges exchanges = new MockExchanges(session.name());
		MockSessionServer server = new MockSessionServer(session.name(), new MockClock(),
				ExchangesLookup.of(exchanges));
		transport.simulate(new MockNetwork(server, server.clock.time(), () -> null));
		return server;
	}

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	public String session() {
		return this.session;
	}

	/**
	 * Expect a single request.
	 * @param matcher matches the request
	 * @return takes further matchers and the response
	 */
	public ResponseActions expect(RequestMatcher matcher) {
		return expect(ExpectedCount.once(), matcher);
	}

	/**
	 * Expect a number of equal requests.
	 * @param count the number of requests
	 * @param matcher matches each request
	 * @return takes further matchers and the response, see {@link ResponseCreator}
	 */
	public ResponseActions expect(ExpectedCount count, RequestMatcher matcher) {
		return current().expectations().expect(count, matcher);
	}

	/**
	 * Set whether requests may arrive in any order.
	 * @param ignore whether the order of the expectations is ignored; {@code false} by
	 * default
	 * @return this
	 */
	public MockSessionServer ignoreExpectOrder(boolean ignore) {
		current().expectations().ignoreOrder(ignore);
		return this;
	}

	/**
	 * Return the requests so far, including those without a response.
	 * @return the requests of this test in the order of their arrival
	 */
	public List<ReceivedRequest> received() {
		return current().received();
	}

	/**
	 * Verify that all expected requests were made and no others.
	 * @throws AssertionError if an expected request is missing, or an unexpected one was
	 * made
	 */
	public void verify() {
		current().verify();
	}

	/**
	 * Wait until all expected requests were made, and verify that no others were.
	 * @param timeout the maximum time to wait, in real time
	 * @throws AssertionError if an expected request is missing, or an unexpected one was
	 * made
	 */
	public void verify(Duration timeout) {
		current().verify(timeout);
	}

	/**
	 * Discard all expectations, received requests and failures.
	 */
	public void reset() {
		current().reset();
	}

	/**
	 * Return the clock that the session's waits follow. The sessions of an application
	 * context share one clock.
	 * @return the clock
	 */
	public MockClock clock() {
		return this.clock;
	}

	private MockExchanges current() {
		return this.exchanges.current(this);
	}

	/**
	 * Return the expectations that apply to a request.
	 */
	MockExchanges exchanges(MockSessionRequest request) {
		return this.exchanges.find(this, request);
	}

	@Override
	public String toString() {
		return "MockSessionServer[" + this.session + "]";
	}

}
