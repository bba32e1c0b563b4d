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

import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an API key in the query when the server redirects to the URL that it received.
 */
class EchoedKeyRulesTests {

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: a key that the server echoes is not sent to another origin")
	void keyIsNotReturnedToAnotherOrigin(Face face) throws IOException {
		this.a.on("/x", echo(this.b.url(), UnaryOperator.identity()));
		try (Session session = session("SEC")) {
			face.get(session, this.a.url("/x?a=1"));
			Response response = session.get("/x?a=1");
			assertThat(response.uri()).hasToString(this.b.url("/x?a=1"));
			assertThat(response.history()).extracting((redirect) -> redirect.uri().toString())
				.containsExactly(this.a.url("/x?a=1"));
		}
		assertThat(this.a.requests()).extracting(ReceivedRequest::target).containsOnly("/x?a=1&api_key=SEC");
		assertThat(this.b.requests()).extracting(ReceivedRequest::target).containsOnly("/x?a=1");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 2: at the same origin, an echoed key counts as the session's own")
	void keyIsSentAgainWithinTheOrigin(Face face) throws IOException {
		this.a.on("/x", echo("", (target) -> target.replace("/x?", "/x/?") + "#top"));
		this.a.on("/x/", echo(this.b.url(), (target) -> target.replace("/x/", "/y")));
		try (Session session = session("SEC")) {
			face.get(session, this.a.url("/x"));
			Response response = session.get("/x");
			assertThat(response.uri()).hasToString(this.b.url("/y#top"));
			assertThat(response.history().get(1).uri()).hasToString(this.a.url("/x/#top"));
		}
		assertThat(this.a.requests("/x/")).extracting(ReceivedRequest::target).containsOnly("/x/?api_key=SEC");
		assertThat(this.b.requests()).extracting(ReceivedRequest::target).containsOnly("/y");
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("keysAndForms")
	@DisplayName("RULE 1: an echoed key is recognized in any form")
	void keyInAnotherForm(String key, String form) {
		this.a.otherwise(Reply.redirect(308, this.b.url("/x?a=1&" + form + "&b&c=%20+#f")));
		try (Session session = session(key)) {
			assertThat(session.get("/x").uri()).hasToString(this.b.url("/x?a=1&b&c=%20+#f"));
		}
		assertThat(this.b.request().target()).isEqualTo("/x?a=1&b&c=%20+");
	}

	static Stream<Arguments> keysAndForms() {
		return Stream.of(Arguments.of("SEC", "api_key=SEC&api_key=SEC"), Arguments.of("SEC", "api%5Fkey=%53EC"),
				Arguments.of("a+b/=", "api_key=a+b/="), Arguments.of("a+b/=", "api_key=a%2bb/%3d"),
				Arguments.of("a b", "api_key=a+b"), Arguments.of("a b", "api_key=a%20b"),
				Arguments.of("50%25 b", "api_key=50%25 b"), Arguments.of("50%", "api_key=50%"),
				Arguments.of("\u00e4", "api_key=%c3%a4"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "api_key=SEC2", "api_key=", "api_key", "api_keys=SEC", "API_KEY=SEC", "x=api_key=SEC" })
	@DisplayName("other parameters stay in the redirect")
	void othersStay(String parameter) {
		this.a.otherwise(Reply.redirect(302, this.b.url("/to?" + parameter)));
		try (Session session = session("SEC")) {
			assertThat(session.get("/x").uri()).hasToString(this.b.url("/to?" + parameter));
		}
	}

	@Test
	@DisplayName("a parameter of the caller and a request without the key are redirected unchanged")
	void callersOwnStays() {
		this.a.on("/x", echo(this.b.url(), UnaryOperator.identity()));
		try (Session session = session("SEC")) {
			session.get("/x?api_key=mine");
			session.get("/x?api_key=SEC");
			session.get("/x?b=1", (request) -> request.auth(null));
		}
		assertThat(this.b.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/x?api_key=mine", "/x?api_key=SEC", "/x?b=1");
	}

	@Test
	@DisplayName("RULE 3: A to B to A, even if the server once sent another key")
	void thereAndBackAgain() {
		this.a.on("/1", echo(this.b.url(), UnaryOperator.identity()));
		this.b.on("/1", Reply.redirect(302, this.a.url("/2?api_key=other")));
		this.a.on("/2", Reply.redirect(302, this.b.url("/3?api_key=SEC")));
		try (Session session = session("SEC")) {
			assertThat(session.get("/1").uri()).hasToString(this.b.url("/3"));
		}
		assertThat(this.a.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/1?api_key=SEC", "/2?api_key=other");
		assertThat(this.b.requests()).extracting(ReceivedRequest::target).containsExactly("/1", "/3");
	}

	@Test
	@DisplayName("RULE 1: the key of a request, of a fork, of a login, and at a mount")
	void keysOfOthers() {
		this.a.otherwise(echo(this.b.url(), UnaryOperator.identity()));
		Credentials login = Credentials.login((session) -> Credentials.apiKeyQuery("api_key", "LOGIN"));
		try (Session session = builder("SEC").mount("/m", (mount) -> {
		}).build(); Session fork = session.fork()) {
			session.get("/x", (request) -> request.auth(Credentials.apiKeyQuery("k", "REQUEST")));
			fork.auth(Credentials.apiKeyQuery("k", "FORK"));
			fork.get("/m/x");
			fork.auth(login);
			fork.get("/m/x");
		}
		assertThat(this.a.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/x?k=REQUEST", "/m/x?k=FORK", "/m/x?api_key=LOGIN");
		assertThat(this.b.requests()).extracting(ReceivedRequest::target).containsExactly("/x", "/m/x", "/m/x");
	}

	@Test
	@DisplayName("RULE 1: a key that is renewed during the call")
	void renewedKey() {
		int[] logins = new int[1];
		this.a.on("/x", Reply.status(401), echo(this.b.url(), UnaryOperator.identity()));
		Credentials login = Credentials.login((session) -> Credentials.apiKeyQuery("k", "LOGIN" + ++logins[0]));
		try (Session session = Session.builder("test").baseUrl(this.a.url()).auth(login).build()) {
			session.get("/x");
		}
		assertThat(this.a.requests()).extracting(ReceivedRequest::target).containsExactly("/x?k=LOGIN1", "/x?k=LOGIN2");
		assertThat(this.b.request().target()).isEqualTo("/x");
	}

	@Test
	@DisplayName("an allowed origin gets the key once")
	void allowedOrigin() {
		this.a.on("/x", echo(this.b.url(), UnaryOperator.identity()));
		try (Session session = builder("SEC").allowedOrigins(this.b.url()).build()) {
			assertThat(session.get("/x").uri()).hasToString(this.b.url("/x"));
		}
		assertThat(this.b.request().target()).isEqualTo("/x?api_key=SEC");
	}

	private static Answer echo(String origin, UnaryOperator<String> change) {
		return (request, connection) -> Reply.redirect(308, origin + change.apply(request.target()))
			.send(request, connection);
	}

	private SessionBuilder builder(String key) {
		this.b.otherwise(Reply.ok("arrived"));
		return Session.builder("test").baseUrl(this.a.url()).auth(Credentials.apiKeyQuery("api_key", key));
	}

	private Session session(String key) {
		return builder(key).build();
	}

}
