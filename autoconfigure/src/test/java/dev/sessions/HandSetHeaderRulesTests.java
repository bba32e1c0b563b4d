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
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of credentials that the caller set by hand, at a redirect.
 */
class HandSetHeaderRulesTests {

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start();

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("headersAndStatusesAndFaces")
	@DisplayName("RULE 4: Authorization and Cookie set by hand are dropped at another origin")
	void handSetCredentialIsDropped(String name, int status, Face face) throws IOException {
		this.a.on("/from", Reply.redirect(status, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			Call call = Call.get(this.a.url("/from")).header(name, "k=hidden").header("X-Trace", "7");
			assertThat(face.send(session, call).body()).isEqualTo("arrived");
		}
		assertThat(this.a.request().header(name)).isEqualTo("k=hidden");
		assertThat(this.b.request().head()).doesNotContain("hidden");
		assertThat(this.b.request().header("X-Trace")).isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-API-Key", "x-api-key", "Api-Key", "X-Auth-Token", "Private-Token", "X-Client-Secret",
			"X-Password", "X-Service-Authorization", "Proxy-Authorization" })
	@DisplayName("RULE 4: every header whose name indicates credentials is dropped")
	void handSetLookalikeIsDropped(String name) {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		this.b.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.get("/from", (request) -> request.header(name, "hidden"));
		}
		assertThat(this.b.request().head()).doesNotContain("hidden");
	}

	@Test
	@DisplayName("RULE 4: credentials set by hand are kept within the origin")
	void handSetCredentialStaysWithinTheOrigin() {
		this.a.on("/from", Reply.redirect(302, "/to"));
		this.a.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.get("/from", (request) -> request.header("Authorization", "mine").header("X-API-Key", "key"));
		}
		assertThat(this.a.request("/to").header("Authorization")).isEqualTo("mine");
		assertThat(this.a.request("/to").header("X-API-Key")).isEqualTo("key");
	}

	@Test
	@DisplayName("RULE 4: back at A, the session's own credentials replace the caller's")
	void sessionsCredentialsReplaceDroppedOnes() {
		this.a.on("/1", Reply.redirect(302, this.b.url("/2")));
		this.b.on("/2", Reply.redirect(302, this.a.url("/3")));
		this.a.on("/3", Reply.ok("arrived"));
		try (Session session = builder().auth(CredentialKind.BEARER.credentials()).build()) {
			session.get("/1", (request) -> request.header("Authorization", "hidden"));
		}
		assertThat(this.a.request("/1").header("Authorization")).isEqualTo("hidden");
		assertThat(this.b.request().hasHeader("Authorization")).isFalse();
		assertThat(this.a.request("/3").header("Authorization")).isEqualTo("Bearer s3cret-bearer");
	}

	@Test
	@DisplayName("RULE 4: a cookie of the request is not sent to another origin, nor again afterwards")
	void cookieOfTheRequestIsDropped() {
		this.a.on("/1", Reply.redirect(302, this.b.url("/2")));
		this.b.on("/2", Reply.redirect(302, this.a.url("/3")));
		this.a.on("/3", Reply.ok("arrived"));
		try (Session session = session()) {
			session.get("/1", (request) -> request.cookie("mine", "hidden"));
		}
		assertThat(this.a.request("/1").header("Cookie")).isEqualTo("mine=hidden");
		assertThat(this.b.request().hasHeader("Cookie")).isFalse();
		assertThat(this.a.request("/3").head()).doesNotContain("hidden");
	}

	@Test
	@DisplayName("RULE 4: the jar's cookies are not sent to another host")
	void cookiesOfTheJarStayAtTheirHost() {
		this.a.on("/login", Reply.ok("in").cookie("sid=hidden"));
		this.a.on("/from", Reply.redirect(302, this.a.localhost("/to")));
		this.a.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.get("/login");
			session.get("/from");
		}
		assertThat(this.a.request("/from").header("Cookie")).isEqualTo("sid=hidden");
		assertThat(this.a.request("/to").hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "Cookie", "X-API-Key" })
	@DisplayName("RULE 4: credentials set by hand are dropped through a proxy as well")
	void handSetCredentialIsDroppedThroughProxy(String name) {
		try (ScriptedServer proxy = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl("http://one.example")
					.httpClient((client) -> client.setProxy(new HttpHost("127.0.0.1", proxy.port())))
					.build()) {
			proxy.otherwise(Reply.redirect(302, "http://two.example/to"), Reply.ok("arrived"));
			Response response = session.get("/from", (request) -> request.header(name, "k=hidden"));
			assertThat(response.text()).isEqualTo("arrived");
			assertThat(proxy.requests()).hasSize(2);
			assertThat(proxy.requests().get(0).header("Host")).isEqualTo("one.example");
			assertThat(proxy.requests().get(0).header(name)).isEqualTo("k=hidden");
			assertThat(proxy.requests().get(1).header("Host")).isEqualTo("two.example");
			assertThat(proxy.requests().get(1).head()).doesNotContain("hidden");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://one.example:80/to", "http://ONE.example/to", "//one.example:80/to" })
	@DisplayName("RULE 2: an explicit default port is the same origin")
	void defaultPortIsTheSameOrigin(String location) {
		try (ScriptedServer proxy = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl("http://one.example")
					.auth(CredentialKind.BEARER.credentials())
					.httpClient((client) -> client.setProxy(new HttpHost("127.0.0.1", proxy.port())))
					.build()) {
			proxy.otherwise(Reply.redirect(302, location), Reply.ok("arrived"));
			session.get("/from", (request) -> request.header("X-API-Key", "mine"));
			assertThat(proxy.requests()).hasSize(2).allMatch(CredentialKind.BEARER::isIn);
			assertThat(proxy.requests().get(1).header("X-API-Key")).isEqualTo("mine");
		}
	}

	private Session session() {
		return builder().build();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.a.url());
	}

	static Stream<Arguments> headersAndStatusesAndFaces() {
		return Stream.of("Authorization", "Cookie")
			.flatMap((name) -> List.of(301, 302, 303, 307, 308)
				.stream()
				.flatMap((status) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(name, status, face))));
	}

}
