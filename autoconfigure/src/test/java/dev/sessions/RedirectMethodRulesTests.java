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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the method and the body at a redirect.
 */
class RedirectMethodRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest(name = "{0} {1} becomes {2}, {3}")
	@MethodSource("becomesGet")
	@DisplayName("RULE 5: 303, and 301/302 after a POST, turn into GET and drop the body and its headers")
	void becomesGetWithoutBody(int status, String method, String expected, Face face) throws IOException {
		this.server.on("/from", Reply.redirect(status, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			Call call = Call.of(HttpMethod.valueOf(method), this.server.url("/from"))
				.body("the body")
				.header("Content-Language", "en")
				.header("Content-MD5", "abc")
				.header("X-Trace", "7");
			face.send(session, call);
		}
		assertThat(this.server.request("/from").text()).isEqualTo("the body");
		ReceivedRequest followed = this.server.request("/to");
		assertThat(followed.method()).isEqualTo(expected);
		assertThat(followed.body()).isEmpty();
		assertThat(followed.headers()).noneMatch((header) -> header.name().regionMatches(true, 0, "Content-", 0, 8));
		assertThat(followed.hasHeader("Transfer-Encoding")).isFalse();
		assertThat(followed.header("X-Trace")).isEqualTo("7");
	}

	@ParameterizedTest(name = "{0} {1}, {2}")
	@MethodSource("keepsMethod")
	@DisplayName("RULE 5: 307/308, and 301/302 after any other method than POST, keep method and body")
	void keepsMethodAndBody(int status, String method, Face face) throws IOException {
		this.server.on("/from", Reply.redirect(status, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			Call call = Call.of(HttpMethod.valueOf(method), this.server.url("/from"))
				.body("the body")
				.header("Content-Language", "en");
			face.send(session, call);
		}
		ReceivedRequest followed = this.server.request("/to");
		assertThat(followed.method()).isEqualTo(method);
		assertThat(followed.text()).isEqualTo("the body");
		assertThat(followed.header("Content-Type")).startsWith("text/plain");
		assertThat(followed.header("Content-Language")).isEqualTo("en");
		assertThat(followed.header("Content-Length")).isEqualTo("8");
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("withoutBody")
	@DisplayName("RULE 5: GET, HEAD and OPTIONS without a body are kept; with 303, HEAD is")
	void staysWithoutBody(int status, String method) {
		this.server.on("/from", Reply.redirect(status, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.send(HttpMethod.valueOf(method), "/from");
		}
		assertThat(this.server.request("/to").method()).isEqualTo(method);
		assertThat(this.server.request("/to").body()).isEmpty();
	}

	@Test
	@DisplayName("RULE 5: 303 drops the body of a GET as well")
	void seeOtherDropsBodyOfGet() {
		this.server.on("/from", Reply.redirect(303, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.get("/from", (request) -> request.body("the body"));
		}
		assertThat(this.server.request("/to").body()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("repeatableBodies")
	@DisplayName("RULE 5: every body except a stream can be sent again")
	void repeatableBodyIsSentAgain(String name, Object body) {
		this.server.on("/from", Reply.redirect(307, this.server.localhost("/to")));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			session.post("/from", (request) -> request.body(body));
		}
		assertThat(this.server.request("/from").body()).isNotEmpty();
		assertThat(this.server.request("/to").body()).isEqualTo(this.server.request("/from").body());
		assertThat(this.server.request("/to").header("Content-Type"))
			.isEqualTo(this.server.request("/from").header("Content-Type"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 307, 308 })
	@DisplayName("RULE 5: a body that cannot be repeated is a clear error")
	void oneShotBodyIsAnError(int status) {
		this.server.on("/from", Reply.redirect(status, "/to"));
		try (Session session = session()) {
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> session.post("/from", (request) -> request.body(oneShot())))
				.withMessageContaining("body can be read only once");
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.requests()).hasSize(1);
		assertThat(this.server.request().text()).isEqualTo("once");
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303 })
	@DisplayName("RULE 5: a dropped body need not be repeatable")
	void oneShotBodyIsDropped(int status) {
		this.server.on("/from", Reply.redirect(status, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = session()) {
			Response response = session.post("/from", (request) -> request.body(oneShot()));
			assertThat(response.text()).isEqualTo("arrived");
		}
		assertThat(this.server.request("/to").method()).isEqualTo("GET");
		assertThat(this.server.request("/to").hasHeader("Transfer-Encoding")).isFalse();
	}

	private Session session() {
		return Session.builder("test").baseUrl(this.server.url()).build();
	}

	private static ByteArrayInputStream oneShot() {
		return new ByteArrayInputStream("once".getBytes(StandardCharsets.UTF_8));
	}

	static Stream<Arguments> becomesGet() {
		Map<Integer, Collection<String>> methods = Map.of(301, Arrays.asList("POST"), 302, Arrays.asList("POST"), 303,
				Arrays.asList("POST", "PUT", "PATCH", "DELETE"));
		return methods.keySet()
			.stream()
			.flatMap((status) -> methods.get(status)
				.stream()
				.flatMap((method) -> Arrays.stream(Face.values())
					.map((face) -> Arguments.of(status, method, "GET", face))));
	}

	static Stream<Arguments> keepsMethod() {
		return Stream.of(301, 302, 307, 308)
			.flatMap((status) -> Stream.of("PUT", "PATCH", "DELETE", "POST")
				.filter((method) -> status >= 307 || !method.equals("POST"))
				.flatMap((method) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(status, method, face))));
	}

	static Stream<Arguments> withoutBody() {
		return Stream.of(301, 302, 303, 307, 308)
			.flatMap((status) -> Stream.of("GET", "HEAD", "OPTIONS")
				.filter((method) -> status != 303 || !method.equals("OPTIONS"))
				.map((method) -> Arguments.of(status, method)));
	}

	static Stream<Arguments> repeatableBodies() {
		return Stream.of(Arguments.of("text", "text"), Arguments.of("bytes", new byte[] { 1, 2, 3 }),
				Arguments.of("object", Map.of("key", "value")));
	}

}
