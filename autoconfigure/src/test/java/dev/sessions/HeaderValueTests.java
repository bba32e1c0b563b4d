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
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of header values that a request can contain, and of those that it cannot.
 */
class HeaderValueTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answerAll() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("unwritable")
	void valueWithoutOctetIsRefused(String place, String text, BiConsumer<Session, String> send) {
		assertThatIllegalArgumentException().isThrownBy(() -> send.accept(this.session, text))
			.withMessageContaining("X-N");
		assertThat(this.server.accepted()).isZero();
		assertThat(this.session.get("/next").text()).isEqualTo("ok");
	}

	@ParameterizedTest(name = "header-euro by {0}")
	@EnumSource(value = Face.class, names = "HTTP_CLIENT", mode = EnumSource.Mode.EXCLUDE)
	void everyFaceRefusesIt(Face face) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> face.send(this.session, Call.get(this.server.url("/x")).header("X-N", "5 \u20ac")))
			.withMessageContaining("X-N");
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "5 \u20ac", "a\u0001b", "a\u007fb", "\u010a", "\ud83d\ude00" })
	void httpClientDoesNotSendIt(String text) throws IOException {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Face.HTTP_CLIENT.send(this.session, Call.get(this.server.url("/x")).header("X-N", text)))
			.withStackTraceContaining("X-N");
		assertThat(Face.HTTP_CLIENT.get(this.session, this.server.url("/next")).body()).isEqualTo("ok");
		assertThat(this.server.requests()).singleElement().matches((request) -> request.path().equals("/next"));
		assertThat(this.server.faults()).isEmpty();
	}

	// header-euro-default
	@ParameterizedTest
	@ValueSource(strings = { "5 \u20ac", "a\u0001b" })
	void defaultHeaderIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> {
			try (Session built = Session.builder("test").baseUrl(this.server.url()).header("X-N", text).build()) {
				built.get("/");
			}
		}).withMessageContaining("X-N");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void refusedChangeOfDefaultHeadersChangesNothing() {
		this.session.headers((headers) -> headers.set("X-N", "1"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.headers((headers) -> headers.set("X-N", "\u20ac")))
			.withMessageContaining("X-N");
		this.session.get("/");
		assertThat(this.server.request().header("X-N")).isEqualTo("1");
	}

	@Test
	void headerOfAHookIsRefused() {
		try (Session hooked = Session.builder("test")
			.baseUrl(this.server.url())
			.onRequest((request) -> request.headers().set("X-N", "\u20ac"))
			.build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> hooked.get("/")).withMessageContaining("X-N");
		}
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "t\u20ac", "t\u0001", "t\u007f" })
	void credentialInHeaderIsRefused(String secret) {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.bearer(secret))
			.withMessageContaining("bearer token")
			.withMessageNotContaining(secret);
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.apiKeyHeader("X-Key", secret))
			.withMessageContaining("API key")
			.withMessageNotContaining(secret);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/", (request) -> request.auth(Credentials.bearer(() -> secret))))
			.withMessageNotContaining(secret);
		assertThat(this.server.accepted()).isZero();
	}

	// header-latin
	@ParameterizedTest
	@EnumSource(Face.class)
	void latinIsOneOctetPerCharacter(Face face) throws IOException {
		face.send(this.session, Call.get(this.server.url("/x")).header("X-N", "caf\u00e9\t\u0080\u00ff"));
		assertThat(this.server.request().header("X-N")).isEqualTo("caf\u00e9\t\u0080\u00ff");
	}

	@Test
	void cookieBeyondLatinIsUtf8() {
		this.session.get("/", (request) -> request.cookie("price", "5\u20ac"));
		assertThat(this.server.request().header("Cookie")).isEqualTo("price=5\u00e2\u0082\u00ac");
	}

	static Stream<Arguments> unwritable() {
		Map<String, BiConsumer<Session, String>> places = Map.of("header-euro",
				(session, text) -> session.get("/x", (request) -> request.header("X-N", text)), "second value",
				(session, text) -> session.get("/x", (request) -> request.header("X-N", "1", text)), "headers",
				(session, text) -> session.get("/x", (request) -> request.headers((all) -> all.set("X-N", text))),
				"stream",
				(session, text) -> session
					.stream(HttpMethod.GET, "/x", (request) -> request.header("X-N", text), (it) -> 1),
				"header-euro-rest-client",
				(session, text) -> session.restClient()
					.get()
					.uri("/x")
					.header("X-N", text)
					.retrieve()
					.toBodilessEntity());
		return places.entrySet()
			.stream()
			.flatMap((place) -> Stream.of("5 \u20ac", "\u20ac", "\u6771", "a\u0001b", "a\u007f", "a\u010ab")
				.map((text) -> Arguments.of(place.getKey(), text, place.getValue())));
	}

}
