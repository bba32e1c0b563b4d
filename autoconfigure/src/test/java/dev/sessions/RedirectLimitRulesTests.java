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

import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Face.Result;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of the limits of redirects.
 */
class RedirectLimitRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("statusesAndFaces")
	@DisplayName("RULE 6: with redirects disabled, every face returns the redirect")
	void offIsOff(int status, Face face) throws IOException {
		this.server.on("/from", Reply.redirect(status, "/to").body("moved"));
		try (Session session = builder().redirects((redirects) -> redirects.withFollow(false)).build()) {
			Result result = face.get(session, this.server.url("/from"));
			assertThat(result.status()).isEqualTo(status);
			assertThat(result.headers().getFirst("Location")).isEqualTo("/to");
			assertThat(result.body()).isEqualTo("moved");
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	@DisplayName("RULE 6: redirects can be disabled for one request")
	void offForOneRequest(int status) {
		this.server.on("/from", Reply.redirect(status, "/to"));
		try (Session session = builder().build()) {
			Response response = session.get("/from", (request) -> request.followRedirects(false));
			assertThat(response.status().value()).isEqualTo(status);
			assertThat(response.headers().getFirst("Location")).isEqualTo("/to");
			assertThat(response.history()).isEmpty();
			assertThat(response.uri()).hasToString(this.server.url("/from"));
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 6: redirects can be enabled for one request")
	void onForOneRequest() {
		this.server.on("/from", Reply.redirect(302, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = builder().redirects((redirects) -> redirects.withFollow(false)).build()) {
			assertThat(session.get("/from", (request) -> request.followRedirects(true)).text()).isEqualTo("arrived");
		}
	}

	@Test
	@DisplayName("RULE 6: a loop is an error with its history")
	void loop() {
		this.server.on("/a", Reply.redirect(302, "/b?secret=1"));
		this.server.on("/b", Reply.redirect(307, "/a"));
		try (Session session = builder().redirects((redirects) -> redirects.withMax(5)).build()) {
			TooManyRedirectsException ex = catchThrowableOfType(TooManyRedirectsException.class,
					() -> session.get("/a"));
			assertThat(ex.history()).hasSize(5);
			assertThat(ex.history()).extracting((redirect) -> redirect.status().value())
				.containsExactly(302, 307, 302, 307, 302);
			assertThat(ex.history()).extracting((redirect) -> redirect.uri().getPath())
				.containsExactly("/a", "/b", "/a", "/b", "/a");
			assertThat(ex.history().get(1).headers().getFirst("Location")).isEqualTo("/a");
			assertThat(ex.session()).isEqualTo("test");
			assertThat(ex).hasMessageContaining("'test'")
				.hasMessageContaining("GET")
				.hasMessageNotContaining("secret=1");
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.requests()).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource(names = { "VERBS", "REST_CLIENT" })
	@DisplayName("RULE 6: more redirects than the limit are the same error at both faces")
	void tooManyAtBothFaces(Face face) {
		chain(4);
		try (Session session = builder().redirects((redirects) -> redirects.withMax(3)).build()) {
			assertThatExceptionOfType(TooManyRedirectsException.class)
				.isThrownBy(() -> face.get(session, this.server.url("/0")))
				.satisfies((ex) -> assertThat(ex.history()).extracting((redirect) -> redirect.uri().toString())
					.isEqualTo(List.of(this.server.url("/0"), this.server.url("/1"), this.server.url("/2"))));
		}
	}

	@Test
	@DisplayName("RULE 6: more redirects than the limit are an IOException of the HttpClient")
	void tooManyAtHttpClient() {
		chain(4);
		try (Session session = builder().redirects((redirects) -> redirects.withMax(3)).build()) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> Face.HTTP_CLIENT.get(session, this.server.url("/0")));
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	@DisplayName("RULE 6: the limit itself is permitted")
	void exactlyTheLimit() {
		chain(3);
		try (Session session = builder().redirects((redirects) -> redirects.withMax(3)).build()) {
			Response response = session.get("/0");
			assertThat(response.text()).isEqualTo("arrived");
			assertThat(response.uri()).hasToString(this.server.url("/3"));
			assertThat(response.history()).extracting((redirect) -> redirect.uri().getPath())
				.containsExactly("/0", "/1", "/2");
		}
	}

	@Test
	@DisplayName("RULE 6: by default 20 are followed and the 21st is an error")
	void defaultLimit() {
		chain(21);
		try (Session session = builder().build()) {
			assertThat(session.get("/1").text()).isEqualTo("arrived");
			assertThatExceptionOfType(TooManyRedirectsException.class).isThrownBy(() -> session.get("/0"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 304, 305, 306 })
	@DisplayName("RULE 6: other statuses are not followed")
	void otherStatusesAreNotFollowed(int status) {
		this.server.on("/from", Reply.redirect(status, "/to"));
		try (Session session = builder().build()) {
			assertThat(session.get("/from").status().value()).isEqualTo(status);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 6: a redirect without a Location is the response")
	void noLocation() {
		this.server.on("/from", Reply.status(302).body("where?"));
		try (Session session = builder().build()) {
			assertThat(session.get("/from").text()).isEqualTo("where?");
		}
	}

	private void chain(int redirects) {
		for (int i = 0; i < redirects; i++) {
			this.server.on("/" + i, Reply.redirect(302, "/" + (i + 1)));
		}
		this.server.on("/" + redirects, Reply.ok("arrived"));
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

	static Stream<Arguments> statusesAndFaces() {
		return Stream.of(301, 302, 303, 307, 308)
			.flatMap((status) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(status, face)));
	}

}
