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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a server that closes an idle connection with a 408 just as a request arrives
 * (RFC 9110, section 15.5.9).
 */
class Late408RulesTests {

	private static final Answer LATE = Faults.closeAfter(Faults.LATE);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().on("/first", Reply.ok("first"));

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	// late-408
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 32: a late 408 on a reused connection is not the response to a GET")
	void getIsSentAgain(Face face) throws Exception {
		this.server.on("/x", LATE, Reply.ok("x"));
		assertThat(this.session.get("/first").text()).isEqualTo("first");
		Face.Result result = face.get(this.session, this.server.url("/x"));
		assertThat(result.status()).isEqualTo(200);
		assertThat(result.body()).isEqualTo("x");
		assertThat(this.server.requests("/x")).extracting((request) -> request.connection()).containsExactly(1, 2);
	}

	@Test
	@DisplayName("RULE 32: the repetition after a late 408 is an attempt, and listeners are notified")
	void isAnAttempt() {
		this.server.on("/x", LATE, Reply.ok("x"));
		List<RetryEvent> events = new ArrayList<>();
		try (Session listening = Session.builder("test").baseUrl(this.server.url()).onRetry(events::add).build()) {
			assertThat(listening.get("/first").ok()).isTrue();
			assertThat(listening.get("/x").attempts()).isEqualTo(2);
		}
		assertThat(events).singleElement().satisfies((event) -> {
			assertThat(event.delay()).isEqualTo(Duration.ZERO);
			assertThat(event.toString()).contains("408");
		});
	}

	@Test
	void streamIsSentAgain() {
		this.server.on("/x", LATE, Reply.ok("x"));
		assertThat(this.session.get("/first").ok()).isTrue();
		assertThat(this.session.<String>stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> new String(response.body().readAllBytes(), StandardCharsets.US_ASCII))).isEqualTo("x");
	}

	// late-408-post
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 28: a POST that receives a late 408 is not sent twice")
	void postIsNotSentTwice(Face face) throws Exception {
		this.server.on("/x", LATE, Reply.ok("x"));
		assertThat(this.session.get("/first").text()).isEqualTo("first");
		assertThat(face.send(this.session, Call.post(this.server.url("/x"), "order")).status()).isEqualTo(408);
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	void postThatMayBeRepeatedIsSentAgain() {
		this.server.on("/x", LATE, Reply.ok("x"));
		assertThat(this.session.get("/first").ok()).isTrue();
		assertThat(this.session.post("/x", (request) -> request.idempotent(true).body("order")).text()).isEqualTo("x");
	}

	@Test
	void lateResponseOfHttp10IsRecognized() {
		this.server.on("/x", Faults.closeAfter("HTTP/1.0 408 T\r\n\r\n"), Reply.ok("x"));
		assertThat(this.session.get("/first").ok()).isTrue();
		assertThat(this.session.get("/x").text()).isEqualTo("x");
	}

	@Test
	void onNewConnectionItIsTheResponse() {
		this.server.on("/x", LATE);
		assertThat(this.session.get("/x").status().value()).isEqualTo(408);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void afterOneNewConnectionItIsTheResponse() {
		this.server.on("/x", LATE);
		assertThat(this.session.get("/first").ok()).isTrue();
		Response response = this.session.get("/x");
		assertThat(response.status().value()).isEqualTo(408);
		assertThat(response.attempts()).isEqualTo(2);
	}

	@Test
	void onKeptConnectionItIsTheResponse() {
		this.server.on("/x", Reply.status(408));
		assertThat(this.session.get("/first").ok()).isTrue();
		assertThat(this.session.get("/x").status().value()).isEqualTo(408);
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	void withoutRetriesItIsTheResponse() {
		this.server.on("/x", LATE);
		assertThat(this.session.get("/first").ok()).isTrue();
		assertThat(this.session.get("/x", (request) -> request.maxAttempts(1)).status().value()).isEqualTo(408);
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	@DisplayName("RULE 29: the budget limits the repetitions after a late 408")
	void budgetBoundsIt() {
		this.server.on("/x", LATE, Reply.ok("x"));
		try (Session poor = Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBudget(new RetryBudgetSettings(0, 0)))
			.build()) {
			assertThat(poor.get("/first").ok()).isTrue();
			assertThat(poor.get("/x").status().value()).isEqualTo(408);
		}
	}

}
