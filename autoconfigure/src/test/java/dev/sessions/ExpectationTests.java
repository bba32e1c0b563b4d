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

package dev.sessions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.HeadServer;
import dev.sessions.testsupport.HeadServer.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests that expect a 100 response first (RFC 9110, section 10.1.1).
 */
class ExpectationTests {

	@AutoClose
	private final HeadServer server = HeadServer.start("http");

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url(""))
		.timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(20)))
		.build();

	// expect-417
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 41: after a refused expectation the request is sent without it")
	void refusedExpectationIsDropped(Face face) throws IOException {
		this.server.answering((exchange) -> {
			if (exchange.header("Expect") != null) {
				exchange.send("HTTP/1.1 417 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
				exchange.hangUp(1000);
			}
			store(exchange);
		});
		Face.Result result = face.send(this.session, put("0123456789"));
		assertThat(result.body()).isEqualTo("stored 10");
		assertThat(this.server.heads()).hasSize(2);
		assertThat(this.server.heads().get(1)).doesNotContainIgnoringCase("Expect:");
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 5000, 3_000_000 })
	@DisplayName("RULE 41: a refused expectation does not consume a stream")
	void refusedExpectationOfStreamIsDropped(int length) {
		this.server.answering((exchange) -> {
			if (exchange.header("Expect") != null) {
				exchange.send("HTTP/1.1 417 No\r\nContent-Length: 2\r\n\r\nno");
				assertThat(exchange.read(1)).isZero();
				return;
			}
			store(exchange);
		});
		Response response = this.session.put("/x",
				(request) -> request.header("Expect", "100-continue").body(new ByteArrayInputStream(new byte[length])));
		assertThat(response.text()).isEqualTo("stored " + length);
		assertThat(response.attempts()).isOne();
	}

	@Test
	void status417WithoutExpectationIsReturned() {
		this.server.answering((exchange) -> {
			exchange.readBody();
			exchange.send("HTTP/1.1 417 No\r\nContent-Length: 2\r\n\r\nno");
		});
		assertThat(this.session.put("/x", (request) -> request.body("text")).status().value()).isEqualTo(417);
		assertThat(this.server.heads()).hasSize(1);
	}

	// expect-100
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 41: a body is sent after a 100, and the connection is kept")
	void bodyIsSentAfter100(Face face) throws IOException {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
			store(exchange);
		});
		for (int i = 0; i < 2; i++) {
			assertThat(face.send(this.session, put("0123456789")).body()).isEqualTo("stored 10");
		}
		assertThat(this.server.connections()).isOne();
	}

	@Test
	void serverWithoutExpectationsGetsTheBodyAfterDelay() {
		this.server.answering(ExpectationTests::store);
		Response response = this.session.put("/x",
				(request) -> request.header("Expect", "100-continue").body("0123456789"));
		assertThat(response.text()).isEqualTo("stored 10");
		assertThat(response.elapsed()).isGreaterThan(Duration.ofMillis(900));
	}

	@ParameterizedTest
	@CsvSource({ "413, 10", "413, 3000000", "401, 10", "403, 1024", "200, 10", "204, 3000000", "302, 10" })
	@DisplayName("RULE 41: a final response in place of a 100 is returned, and the body is not sent")
	void responseInPlaceOf100IsReturned(int status, int length) {
		this.server.answering((exchange) -> {
			exchange
				.send("HTTP/1.1 " + status + " Now\r\n" + ((status == 204) ? "\r\n" : "Content-Length: 3\r\n\r\nnow"));
			if (exchange.read(1) != 0) {
				exchange.send("the body was sent");
			}
		});
		for (int i = 0; i < 2; i++) {
			Response response = this.session.put("/x",
					(request) -> request.followRedirects(false)
						.header("Expect", "100-continue")
						.body(new byte[length]));
			assertThat(response.status().value()).isEqualTo(status);
			assertThat(response.text()).isEqualTo((status == 204) ? "" : "now");
		}
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@Test
	@DisplayName("RULE 41: a challenge in place of a 100 is answered, and the body is sent once")
	void challengeInPlaceOf100IsAnswered() {
		this.server.answering((exchange) -> {
			if (exchange.header("Authorization") == null) {
				exchange.send(challenge(401, "WWW-Authenticate"));
				assertThat(exchange.read(1)).isZero();
				return;
			}
			exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
			store(exchange);
		});
		this.session.auth(Credentials.digest("u", "p"));
		Response response = this.session.put("/x",
				(request) -> request.header("Expect", "100-continue").body(new byte[3_000_000]));
		assertThat(response.text()).isEqualTo("stored 3000000");
	}

	@Test
	@DisplayName("RULE 41: a refused expectation is dropped through a proxy as well")
	void refusedExpectationIsDroppedThroughProxy() {
		this.server.answering((exchange) -> {
			if (exchange.header("Expect") != null) {
				exchange.send("HTTP/1.1 417 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
				exchange.hangUp(1000);
			}
			store(exchange);
		});
		try (Session proxied = Session.builder("proxied")
			.proxy((proxy) -> proxy.withUrl(this.server.url("")))
			.header("X-Kept", "yes")
			.build()) {
			Response response = proxied.put("http://origin.invalid/x",
					(request) -> request.header("Expect", "100-continue").cookie("a", "b").body("0123456789"));
			assertThat(response.text()).isEqualTo("stored 10");
		}
		assertThat(this.server.heads().get(1)).startsWith("PUT http://origin.invalid/x HTTP/1.1\r\n")
			.contains("Cookie: a=b\r\n", "X-Kept: yes\r\n", "Content-Length: 10\r\n");
	}

	private Call put(String body) {
		return Call.of(HttpMethod.PUT, this.server.url("/x")).header("Expect", "100-continue").body(body);
	}

	private static void store(Exchange exchange) throws IOException {
		String text = "stored " + exchange.readBody();
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
	}

	private static String challenge(int status, String header) {
		return "HTTP/1.1 " + status + " Who\r\n" + header
				+ ": Digest realm=\"r\", qop=\"auth\", nonce=\"x\"\r\nContent-Length: 0\r\n\r\n";
	}

}
