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

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the verbs of a session in all forms.
 */
class SessionVerbsTests {

	private static final URI READY_MADE = URI.create("/a%2Fb");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url("/v2")).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("verbs")
	void takesVariables(String method, Verb verb) {
		Response response = verb.variables().apply(this.session);
		assertThat(response.status().value()).isEqualTo(200);
		assertThat(this.server.request().method()).isEqualTo(method);
		assertThat(this.server.request().target()).isEqualTo("/v2/users/a%2Fb/7");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("verbs")
	void takesRequest(String method, Verb verb) {
		assertThat(verb.request().apply(this.session).ok()).isTrue();
		assertThat(this.server.request().method()).isEqualTo(method);
		assertThat(this.server.request().target()).isEqualTo("/v2/users/a%2Fb?q=1");
		assertThat(this.server.request().header("X-Name")).isEqualTo("value");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("verbs")
	void takesUri(String method, Verb verb) {
		assertThat(verb.uri().apply(this.session).ok()).isTrue();
		assertThat(this.server.request().method()).isEqualTo(method);
		assertThat(this.server.request().target()).isEqualTo("/v2/a%2Fb");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("verbs")
	void takesUriAndRequest(String method, Verb verb) {
		assertThat(verb.uriAndRequest().apply(this.session).ok()).isTrue();
		assertThat(this.server.request().method()).isEqualTo(method);
		assertThat(this.server.request().target()).isEqualTo("/v2/a%2Fb?q=1");
		assertThat(this.server.request().header("X-Name")).isEqualTo("value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "PROPFIND", "QUERY", "M-SEARCH" })
	void sendTakesAnyMethod(String method) {
		this.session.send(HttpMethod.valueOf(method), "/x");
		assertThat(this.server.request().method()).isEqualTo(method);
	}

	@Test
	void requestWithoutBodyHasNoBodyHeaders() {
		this.session.get("/x");
		assertThat(this.server.request().hasHeader("Content-Type")).isFalse();
		assertThat(this.server.request().hasHeader("Content-Length")).isFalse();
		assertThat(this.server.request().hasHeader("Transfer-Encoding")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH" })
	void emptyBodyHasLengthZero(String method) {
		this.session.send(HttpMethod.valueOf(method), "/x");
		assertThat(this.server.request().header("Content-Length")).isEqualTo("0");
	}

	@Test
	void variablesAreFilledInOrder() {
		this.session.get("/{b}/{a}?q={c}", 1, "two", true);
		assertThat(this.server.request().target()).isEqualTo("/v2/1/two?q=true");
	}

	@Test
	void variablesAreFilledByName() {
		this.session.get("/{b}/{a}/{b}", (request) -> request.path("a", 1).path("b", 2));
		assertThat(this.server.request().target()).isEqualTo("/v2/2/1/2");
	}

	@Test
	void tooFewValuesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{a}/{b}", 1));
	}

	@Test
	void tooManyValuesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{a}", 1, 2));
	}

	@Test
	void missingValueIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/{a}/{b}", (request) -> request.path("a", 1)))
			.withMessageContaining("b");
	}

	@Test
	void valueWithoutVariableIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/{a}", (request) -> request.path("a", 1).path("typo", 2)))
			.withMessageContaining("typo");
	}

	@Test
	void nullVariableIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{a}", new Object[] { null }));
	}

	@Test
	void unclosedBraceIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{a", 1));
	}

	@Test
	void refusedRequestSendsNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{a}"));
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void hostIsSentFirstAndOnce() {
		this.session.get("/x", (request) -> request.header("X-Name", "v"));
		ReceivedRequest received = this.server.request();
		assertThat(received.headers("Host")).containsExactly("127.0.0.1:" + this.server.port());
		assertThat(received.hasHeader("User-Agent")).isTrue();
	}

	static Stream<Arguments> verbs() {
		Map<String, Verb> verbs = Map
			.of("GET",
					new Verb((session) -> session.get("/users/{x}/{y}", "a/b", 7),
							(session) -> session.get("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.get(READY_MADE),
							(session) -> session.get(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"HEAD",
					new Verb((session) -> session.head("/users/{x}/{y}", "a/b", 7),
							(session) -> session.head("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.head(READY_MADE),
							(session) -> session.head(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"OPTIONS",
					new Verb((session) -> session.options("/users/{x}/{y}", "a/b", 7),
							(session) -> session.options("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.options(READY_MADE),
							(session) -> session.options(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"DELETE",
					new Verb((session) -> session.delete("/users/{x}/{y}", "a/b", 7),
							(session) -> session.delete("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.delete(READY_MADE),
							(session) -> session.delete(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"POST",
					new Verb((session) -> session.post("/users/{x}/{y}", "a/b", 7),
							(session) -> session.post("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.post(READY_MADE),
							(session) -> session.post(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"PUT",
					new Verb((session) -> session.put("/users/{x}/{y}", "a/b", 7),
							(session) -> session.put("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.put(READY_MADE),
							(session) -> session.put(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"PATCH",
					new Verb((session) -> session.patch("/users/{x}/{y}", "a/b", 7),
							(session) -> session.patch("/users/{x}", SessionVerbsTests::describe),
							(session) -> session.patch(READY_MADE),
							(session) -> session.patch(READY_MADE, SessionVerbsTests::describeWithoutVariable)),
					"LOCK",
					new Verb((session) -> session.send(HttpMethod.valueOf("LOCK"), "/users/{x}/{y}", "a/b", 7),
							(session) -> session.send(HttpMethod.valueOf("LOCK"), "/users/{x}",
									SessionVerbsTests::describe),
							(session) -> session.send(HttpMethod.valueOf("LOCK"), READY_MADE),
							(session) -> session.send(HttpMethod.valueOf("LOCK"), READY_MADE,
									SessionVerbsTests::describeWithoutVariable)));
		return verbs.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	private static void describe(RequestSpec request) {
		describeWithoutVariable(request.path("x", "a/b"));
	}

	private static void describeWithoutVariable(RequestSpec request) {
		request.param("q", 1).header("X-Name", "value");
	}

	/**
	 * The forms of a verb.
	 *
	 * @param variables a template and values
	 * @param request a template and a request description
	 * @param uri a URI
	 * @param uriAndRequest a URI and a request description
	 */
	record Verb(Function<Session, Response> variables, Function<Session, Response> request,
			Function<Session, Response> uri, Function<Session, Response> uriAndRequest) {

	}

}
