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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Face.Result;
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
 * Tests of the session's own credentials at a redirect.
 */
class CredentialRedirectRulesTests {

	private static final List<Integer> STATUSES = List.of(301, 302, 303, 307, 308);

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start();

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("kindsAndStatusesAndFaces")
	@DisplayName("RULE 1: a redirect to another origin is followed and carries no credentials")
	void otherOriginGetsNoCredentials(CredentialKind kind, int status, Face face) throws IOException {
		this.a.on("/from", Reply.redirect(status, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = session(kind)) {
			Result result = face.get(session, this.a.url("/from"));
			assertThat(result.status()).isEqualTo(200);
			assertThat(result.body()).isEqualTo("arrived");
		}
		assertThat(this.a.request()).matches(kind::isIn, "carries " + kind);
		assertThat(this.b.request()).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: another name of the same host is another origin")
	void otherNameGetsNoCredentials(CredentialKind kind) {
		this.a.on("/from", Reply.redirect(302, this.a.localhost("/to")));
		this.a.on("/to", Reply.ok("arrived"));
		try (Session session = session(kind)) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.a.request("/from")).matches(kind::isIn, "carries " + kind);
		assertThat(this.a.request("/to")).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: credentials are selected for each attempt, also after a redirect")
	void credentialsAreSelectedForEachAttempt(CredentialKind kind) {
		this.a.on("/from", Reply.status(503), Reply.redirect(302, this.b.url("/to")));
		this.b.on("/to", Reply.status(503), Reply.ok("arrived"));
		try (Session session = builder().auth(credentials(kind)).build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.a.requests()).hasSize(2).allMatch(kind::isIn);
		assertThat(this.b.requests()).hasSize(2).allMatch(kind::isAbsentFrom);
	}

	@Test
	@DisplayName("RULE 1: a token supplier is called for each hop and attempt, but never for another origin")
	void supplierIsCalledForEachAttempt() {
		AtomicInteger asked = new AtomicInteger();
		this.a.on("/1", Reply.status(503), Reply.redirect(302, "/2"));
		this.a.on("/2", Reply.redirect(302, this.b.url("/3")));
		this.b.on("/3", Reply.ok("arrived"));
		try (Session session = builder().auth(Credentials.bearer(() -> "t" + asked.incrementAndGet())).build()) {
			assertThat(session.get("/1").text()).isEqualTo("arrived");
		}
		assertThat(this.a.requests()).extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer t1", "Bearer t2", "Bearer t3");
		assertThat(asked).hasValue(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "X-API-Key", "api-key", "ApiKey", "X-Auth-Token", "X-Client-Secret",
			"X-Auth", "X-Amz-Security-Token", "X-Service-Authorization" })
	@DisplayName("RULE 1: a default header whose name indicates credentials is dropped")
	void defaultCredentialHeaderIsDropped(String name) {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = builder().header(name, "hidden").header("X-Client", "test").build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.a.request().header(name)).isEqualTo("hidden");
		assertThat(this.b.request().head()).doesNotContain("hidden");
		assertThat(this.b.request().header("X-Client")).isEqualTo("test");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: an allowed origin gets the credentials after a redirect")
	void allowedOriginGetsCredentials(CredentialKind kind) {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = builder().auth(credentials(kind)).allowedOrigins(this.b.url()).build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.b.request()).matches(kind::isIn, "carries " + kind);
	}

	@Test
	@DisplayName("RULE 1: credentials of the request are dropped")
	void credentialsOfTheRequestAreDropped() {
		this.a.on("/from", Reply.redirect(307, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = session(CredentialKind.BASIC)) {
			session.get("/from", (request) -> request.auth(CredentialKind.BEARER.credentials()));
		}
		assertThat(this.a.request()).matches(CredentialKind.BEARER::isIn).matches(CredentialKind.BASIC::isAbsentFrom);
		assertThat(this.b.request()).matches(CredentialKind.BEARER::isAbsentFrom)
			.matches(CredentialKind.BASIC::isAbsentFrom);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: neither the caller nor the other origin sees an API key of the query")
	void keyInTheQueryIsNotPassedOn(Face face) throws IOException {
		CredentialKind kind = CredentialKind.API_KEY_QUERY;
		this.a.on("/from", Reply.redirect(302, this.b.url("/to?x=1")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = session(kind)) {
			face.get(session, this.a.url("/from?y=2"));
			Response response = session.get("/from?y=2");
			assertThat(response.history()).extracting((redirect) -> redirect.uri().toString())
				.containsExactly(this.a.url("/from?y=2"));
			assertThat(response.uri()).hasToString(this.b.url("/to?x=1"));
		}
		assertThat(this.a.requests()).extracting(ReceivedRequest::query).containsOnly("y=2&appid=s3cret-query");
		assertThat(this.b.requests()).extracting(ReceivedRequest::query).containsOnly("x=1");
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("kindsAndStatusesAndFaces")
	@DisplayName("RULE 2: a redirect within the origin keeps the credentials")
	void sameOriginKeepsCredentials(CredentialKind kind, int status, Face face) throws IOException {
		this.a.on("/from", Reply.redirect(status, "/to"));
		this.a.on("/to", Reply.ok("arrived"));
		try (Session session = session(kind)) {
			assertThat(face.get(session, this.a.url("/from")).body()).isEqualTo("arrived");
		}
		assertThat(this.a.requests()).hasSize(2).allMatch(kind::isIn);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://LOCALHOST:{port}/to", "HTTP://localhost:{port}/to", "//LocalHost:{port}/to", "/to",
			"to", "../to", "?x=1" })
	@DisplayName("RULE 2: the same origin is recognized in any case and form")
	void sameOriginInOtherForm(String location) {
		this.a.otherwise(Reply.redirect(302, location.replace("{port}", "" + this.a.port())), Reply.ok("arrived"));
		try (Session session = Session.builder("test")
			.baseUrl(this.a.localhost("").toUpperCase(Locale.ROOT))
			.auth(CredentialKind.BEARER.credentials())
			.build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.a.requests()).hasSize(2).allMatch(CredentialKind.BEARER::isIn);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 3: A to B to A: the credentials are not sent to B and are sent again to A")
	void thereAndBackAgain(CredentialKind kind) {
		this.a.on("/1", Reply.redirect(302, this.b.url("/2")));
		this.b.on("/2", Reply.redirect(302, this.a.url("/3")));
		this.a.on("/3", Reply.ok("arrived"));
		try (Session session = session(kind)) {
			assertThat(session.get("/1").text()).isEqualTo("arrived");
		}
		assertThat(this.a.request("/1")).matches(kind::isIn, "carries " + kind);
		assertThat(this.b.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		assertThat(this.a.request("/3")).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("statusesAndFaces")
	@DisplayName("RULE 3: headers set by hand are sent neither to B nor to A again")
	void handSetHeadersDoNotReturn(int status, Face face) throws IOException {
		this.a.on("/1", Reply.redirect(status, this.b.url("/2")));
		this.b.on("/2", Reply.redirect(status, this.a.url("/3")));
		this.a.on("/3", Reply.ok("arrived"));
		try (Session session = builder().build()) {
			face.send(session, Call.get(this.a.url("/1")).header("X-API-Key", "hidden").header("X-Trace", "7"));
		}
		assertThat(this.a.request("/1").header("X-API-Key")).isEqualTo("hidden");
		assertThat(this.b.request().head()).doesNotContain("hidden");
		assertThat(this.a.request("/3").head()).doesNotContain("hidden");
		assertThat(this.a.request("/3").header("X-Trace")).isEqualTo("7");
	}

	private Credentials credentials(CredentialKind kind) {
		return kind.credentials(this.a.url(), this.b.url(), this.a.localhost(""));
	}

	private Session session(CredentialKind kind) {
		return builder().auth(credentials(kind)).build();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.a.url());
	}

	static Stream<Arguments> kindsAndStatusesAndFaces() {
		return Arrays.stream(CredentialKind.values())
			.flatMap((kind) -> STATUSES.stream()
				.flatMap((status) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(kind, status, face))));
	}

	static Stream<Arguments> statusesAndFaces() {
		return STATUSES.stream()
			.flatMap((status) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(status, face)));
	}

}
