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
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the session data that absolute URLs at another origin receive.
 */
class AbsoluteUrlRulesTests {

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start();

	@BeforeEach
	void answer() {
		this.a.otherwise(Reply.ok("at a"));
		this.b.otherwise(Reply.ok("at b"));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kindsAndFaces")
	@DisplayName("RULE 11: an absolute URL at another origin gets no credentials")
	void otherOriginGetsNoCredentials(CredentialKind kind, Face face) throws IOException {
		try (Session session = builder().auth(kind.credentials(this.a.url(), this.b.url())).build()) {
			assertThat(face.get(session, this.b.url("/x")).body()).isEqualTo("at b");
		}
		assertThat(this.b.request()).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kindsAndFaces")
	@DisplayName("RULE 11: an absolute URL at the session's own origin gets credentials")
	void ownOriginGetsCredentials(CredentialKind kind, Face face) throws IOException {
		try (Session session = builder().auth(kind.credentials(this.a.url(), this.b.url())).build()) {
			assertThat(face.get(session, this.a.url("/x")).body()).isEqualTo("at a");
		}
		assertThat(this.a.request()).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kindsAndFaces")
	@DisplayName("RULE 11: an absolute URL at an allowed origin gets credentials")
	void allowedOriginGetsCredentials(CredentialKind kind, Face face) throws IOException {
		try (Session session = builder().auth(kind.credentials(this.a.url(), this.b.url()))
			.allowedOrigins(this.b.url())
			.build()) {
			assertThat(face.get(session, this.b.url("/x")).body()).isEqualTo("at b");
		}
		assertThat(this.b.request()).matches(kind::isIn, "carries " + kind);
	}

	@Test
	@DisplayName("RULE 11: an allowed origin is compared without regard to case and trailing slash")
	void allowedOriginInOtherForm() {
		CredentialKind kind = CredentialKind.BEARER;
		try (Session session = builder().auth(kind.credentials(this.a.url(), this.b.url()))
			.allowedOrigins("HTTP://LOCALHOST:" + this.b.port() + "/")
			.build()) {
			session.get(this.b.localhost("/x"));
			session.get(this.b.url("/y"));
		}
		assertThat(this.b.request("/x")).matches(kind::isIn, "carries " + kind);
		assertThat(this.b.request("/y")).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "api.example.org", "ftp://api.example.org", "http://api.example.org/path", "http://",
			"http://user@api.example.org", "*" })
	@DisplayName("RULE 11: an invalid origin is refused")
	void malformedOriginIsRefused(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> builder().allowedOrigins(origin).build().close());
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 11: without a base URL no origin gets credentials unless it is allowed")
	void withoutBaseUrl(CredentialKind kind) {
		try (Session session = Session.builder("test")
			.auth(kind.credentials(this.a.url(), this.b.url()))
			.allowedOrigins(this.b.url())
			.build()) {
			session.get(this.a.url("/x"));
			session.get(this.b.url("/x"));
		}
		assertThat(this.a.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		assertThat(this.b.request()).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 11: default headers that look like credentials are sent to the session's origins only")
	void defaultCredentialHeaderIsNotSent(Face face) throws IOException {
		try (Session session = builder().header("X-API-Key", "hidden")
			.header("Authorization", "hidden")
			.header("X-Client", "test")
			.build()) {
			face.get(session, this.b.url("/x"));
			face.get(session, this.a.url("/x"));
		}
		assertThat(this.b.request().head()).doesNotContain("hidden");
		assertThat(this.b.request().header("X-Client")).isEqualTo("test");
		assertThat(this.a.request().header("X-API-Key")).isEqualTo("hidden");
		assertThat(this.a.request().header("Authorization")).isEqualTo("hidden");
	}

	@Test
	@DisplayName("RULE 11: credentials of the request are sent to the same origins only")
	void credentialsOfTheRequest() {
		CredentialKind kind = CredentialKind.BEARER;
		try (Session session = builder().build()) {
			session.get(this.b.url("/x"), (request) -> request.auth(kind.credentials(this.a.url(), this.b.url())));
			session.get(this.a.url("/x"), (request) -> request.auth(kind.credentials(this.a.url(), this.b.url())));
		}
		assertThat(this.b.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		assertThat(this.a.request()).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 11: a header that the caller sets for that very URL is sent")
	void handSetHeaderIsSent(Face face) throws IOException {
		try (Session session = builder().auth(CredentialKind.BEARER.credentials()).build()) {
			face.send(session, Call.get(this.b.url("/x")).header("Authorization", "for b").header("X-API-Key", "b"));
		}
		assertThat(this.b.request().header("Authorization")).isEqualTo("for b");
		assertThat(this.b.request().header("X-API-Key")).isEqualTo("b");
	}

	@Test
	@DisplayName("RULE 11: every form of an absolute URL is recognized")
	void everyFormOfTheUrl() {
		CredentialKind kind = CredentialKind.API_KEY_QUERY;
		try (Session session = builder().auth(kind.credentials(this.a.url(), this.b.url())).build()) {
			session.get(this.b.url("/{x}"), "1");
			session.get(this.b.url("/{x}"), (request) -> request.path("x", 2));
			session.get(URI.create(this.b.url("/3")));
			session.restClient().get().uri(this.b.url("/{x}"), 4).retrieve().toBodilessEntity();
		}
		assertThat(this.b.requests()).hasSize(4).allMatch(kind::isAbsentFrom);
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.a.url());
	}

	static Stream<Arguments> kindsAndFaces() {
		return Arrays.stream(CredentialKind.values())
			.flatMap((kind) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(kind, face)));
	}

}
