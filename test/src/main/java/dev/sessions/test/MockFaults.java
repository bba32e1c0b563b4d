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
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.test.web.client.ResponseCreator;

/**
 * The faults of a network, as responses of a {@link MockSessionServer}. The duration of a
 * fault passes on the {@link MockClock}, so that a test of a timeout takes no time.
 *
 * <pre class="code">
 * github.expect(requestTo("https://api.github.com/users")).andRespond(MockFaults.reset());
 * github.expect(requestTo("https://api.github.com/users")).andRespond(withSuccess());
 * </pre>
 */
public final class MockFaults {

	private MockFaults() {
	}

	/**
	 * The server refuses the connection. Nothing is sent, so that any request is retried.
	 * @return the fault
	 */
	public static ResponseCreator refuse() {
		return fault((request) -> {
			throw new ConnectException("Connection refused");
		});
	}

	/**
	 * The name of the host is unknown. Nothing is sent.
	 * @return the fault
	 */
	public static ResponseCreator unknownHost() {
		return fault((request) -> {
			throw new UnknownHostException(request.getURI().getHost());
		});
	}

	/**
	 * The connection is not established within {@code timeout.connect}. Nothing is sent.
	 * @return the fault
	 */
	public static ResponseCreator connectTimeout() {
		return fault((request) -> {
			request.pause(request.connectTimeout());
			throw new ConnectTimeoutException("Connect timed out");
		});
	}

	/**
	 * The server is silent for longer than {@code timeout.read}.
	 * @return the fault
	 */
	public static ResponseCreator timeout() {
		return fault((request) -> {
			request.pause(request.readTimeout());
			throw new SocketTimeoutException("Read timed out");
		});
	}

	/**
	 * The server resets the connection after the request was sent.
	 * @return the fault
	 */
	public static ResponseCreator reset() {
		return fault((request) -> {
			throw new SocketException("Connection reset");
		});
	}

	/**
	 * The server closes the connection without a response.
	 * @return the fault
	 */
	public static ResponseCreator close() {
		return fault((request) -> {
			throw new NoHttpResponseException(request.getURI().getAuthority() + " failed to respond");
		});
	}

	/**
	 * The server delays its response. If the delay is longer than {@code timeout.read},
	 * the request times out.
	 * @param delay the time until the response begins
	 * @param response the response
	 * @return the delayed response
	 */
	public static ResponseCreator slow(Duration delay, ResponseCreator response) {
		return fault((request) -> {
			MockedBody.await(request, delay);
			return response.createResponse(request);
		});
	}

	/**
	 * The body of a response arrives byte by byte.
	 * @param interval the time before each byte; one longer than {@code timeout.read}
	 * times out
	 * @param response the response
	 * @return the response with the slow body
	 */
	public static ResponseCreator drip(Duration interval, ResponseCreator response) {
		return fault((request) -> MockedBody.dripping(response.createResponse(request), request, interval));
	}

	/**
	 * The connection ends within the body of a response, whose {@code Content-Length} is
	 * that of the whole body.
	 * @param length the number of bytes that arrive
	 * @param response the response
	 * @return the truncated response
	 */
	public static ResponseCreator cut(int length, ResponseCreator response) {
		return fault((request) -> MockedBody.cut(response.createResponse(request), length));
	}

	private static ResponseCreator fault(Fault fault) {
		return (request) -> {
			if (!(request instanceof MockSessionRequest sent)) {
				throw new IllegalArgumentException("A fault can only be the response of a MockSessionServer");
			}
			return fault.occur(sent);
		};
	}

	/**
	 * The action in place of a response.
	 */
	@FunctionalInterface
	private interface Fault {

		ClientHttpResponse occur(MockSessionRequest request) throws IOException;

	}

}
