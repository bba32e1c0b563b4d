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

package dev.sessions.testapp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.sessions.ConnectFailedException;
import dev.sessions.ConnectTimeoutException;
import dev.sessions.ReadTimeoutException;
import dev.sessions.Session;
import dev.sessions.SessionException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.test.MockFaults;
import dev.sessions.test.MockSessionServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ResponseCreator;
import org.springframework.test.web.client.match.MockRestRequestMatchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests for {@link MockFaults} with a session built without Spring.
 */
class MockFaultsTests {

	private static final ResponseCreator HELLO = withSuccess("hello", MediaType.TEXT_PLAIN);

	private final Session session = Session.builder("test").baseUrl("http://api.invalid").build();

	private final MockSessionServer server = MockSessionServer.bindTo(this.session);

	private final long begin = System.nanoTime();

	@AfterEach
	void faultTakesNoTime() {
		this.server.verify();
		this.session.close();
		assertThat(Duration.ofNanos(System.nanoTime() - this.begin)).isLessThan(Duration.ofSeconds(20));
	}

	private void respond(ResponseCreator... responses) {
		for (ResponseCreator response : responses) {
			this.server.expect(MockRestRequestMatchers.anything()).andRespond(response);
		}
	}

	@Test
	void refusedConnectionIsRetriedForAnyMethod() {
		respond(MockFaults.refuse(), HELLO);
		assertThat(this.session.post("/", (request) -> request.body("x")).text()).isEqualTo("hello");
	}

	@Test
	void connectionIsRefused() {
		respond(MockFaults.refuse(), MockFaults.refuse(), MockFaults.refuse());
		assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> this.session.get("/"));
	}

	@Test
	void hostIsUnknown() {
		respond(MockFaults.unknownHost(), MockFaults.unknownHost(), MockFaults.unknownHost());
		assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> this.session.get("/"))
			.withMessageContaining("the host is unknown");
	}

	@Test
	void connectTimesOut() {
		respond(MockFaults.connectTimeout(), MockFaults.connectTimeout(), MockFaults.connectTimeout());
		assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> this.session.get("/"))
			.withMessageContaining("within 2000 ms");
	}

	@Test
	void readTimesOut() {
		respond(MockFaults.timeout(), MockFaults.timeout(), MockFaults.timeout());
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> this.session.get("/"))
			.withMessageContaining("silent for 10000 ms");
	}

	@Test
	void resetIsRetriedUnlessTheRequestMayHaveHadAnEffect() {
		respond(MockFaults.reset(), HELLO, MockFaults.reset());
		assertThat(this.session.get("/").text()).isEqualTo("hello");
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.post("/", (request) -> request.body("x")))
			.withMessageContaining("Connection reset");
	}

	@Test
	void connectionIsClosedWithoutResponse() {
		respond(MockFaults.close(), HELLO);
		assertThat(this.session.get("/").attempts()).isEqualTo(2);
	}

	@Test
	void slowResponseArrives() {
		respond(MockFaults.slow(Duration.ofSeconds(9), HELLO));
		assertThat(this.session.get("/").elapsed()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
	}

	@Test
	void tooSlowResponseTimesOut() {
		respond(MockFaults.slow(Duration.ofSeconds(10), HELLO), HELLO);
		assertThat(this.session.get("/").attempts()).isEqualTo(2);
	}

	@Test
	void slowBodyArrives() {
		respond(MockFaults.drip(Duration.ofSeconds(5), HELLO));
		assertThat(this.session.get("/").text()).isEqualTo("hello");
	}

	@Test
	void slowBodyArrivesInStream() {
		respond(MockFaults.drip(Duration.ofSeconds(9), withSuccess("x".repeat(20), MediaType.TEXT_PLAIN)));
		assertThat(this.session.<String>stream(HttpMethod.GET, "/", (request) -> {
		}, (response) -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8))).hasSize(20);
	}

	@Test
	void tooSlowBodyTimesOut() {
		respond(MockFaults.drip(Duration.ofSeconds(9), withSuccess("x".repeat(20), MediaType.TEXT_PLAIN)));
		assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> this.session.get("/"));
	}

	@Test
	void truncatedBodyIsFailure() {
		respond(MockFaults.cut(2, HELLO), MockFaults.cut(2, HELLO), MockFaults.cut(2, HELLO));
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.post("/", (request) -> request.body("x")));
		this.server.reset();
	}

}
