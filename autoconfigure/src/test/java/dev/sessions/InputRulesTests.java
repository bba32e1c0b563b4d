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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of input that would end a line of the request head.
 */
class InputRulesTests {

	private static final Map<String, String> CHARACTERS = Map.of("CR", "\r", "LF", "\n", "NUL", "\0", "CRLF", "\r\n");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@ParameterizedTest(name = "{0} in {1}")
	@MethodSource("inRequests")
	@DisplayName("RULE 20: CR, LF and NUL in a request are refused before a connection is opened")
	void inRequest(String character, String place, BiConsumer<Session, String> sender) {
		String text = "a" + CHARACTERS.get(character) + "b";
		assertThatIllegalArgumentException().isThrownBy(() -> sender.accept(this.session, text))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(CHARACTERS.get(character)));
		assertThat(this.server.accepted()).isZero();
		assertThat(this.session.pool().leased()).isZero();
	}

	@ParameterizedTest(name = "{0} in {1}")
	@MethodSource("inSettings")
	@DisplayName("RULE 20: CR, LF and NUL in settings are refused on use at the latest")
	void inSettings(String character, String place, BiConsumer<SessionBuilder, String> setter) {
		String text = "a" + CHARACTERS.get(character) + "b";
		assertThatIllegalArgumentException().isThrownBy(() -> {
			SessionBuilder builder = Session.builder("test").baseUrl(this.server.url());
			setter.accept(builder, text);
			try (Session built = builder.build()) {
				built.get("/x");
			}
		});
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r", "\n", "\0", "\r\n", "\r\nX-Injected: 1", "\n\nGET /evil HTTP/1.1\r\n\r\n" })
	@DisplayName("RULE 20: CR, LF and NUL in variables are encoded")
	void inVariable(String text) {
		this.server.otherwise(Reply.ok("ok"));
		this.session.get("/a{x}b?q={y}", text, text);
		assertThat(this.server.request().target()).matches("/a[!-~]*b\\?q=[!-~]*");
		assertThat(this.server.request().hasHeader("X-Injected")).isFalse();
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 20: CR, LF and NUL in variables arrive percent-encoded")
	void inVariableByteForByte() {
		this.server.otherwise(Reply.ok("ok"));
		this.session.get("/{x}", (request) -> request.path("x", "a\r\n\0b").param("q", "a\r\n\0b"));
		assertThat(this.server.request().target()).isEqualTo("/a%0D%0A%00b?q=a%0D%0A%00b");
	}

	@Test
	@DisplayName("RULE 20: CR, LF and NUL in default parameters are encoded")
	void inDefaultParameter() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session built = Session.builder("test").baseUrl(this.server.url()).param("q", "a\r\n\0b").build()) {
			built.get("/x");
		}
		assertThat(this.server.request().target()).isEqualTo("/x?q=a%0D%0A%00b");
	}

	@Test
	@DisplayName("RULE 20: CR, LF and NUL in the name of a parameter do not end a line")
	void inNameOfParameter() {
		this.server.otherwise(Reply.ok("ok"));
		Throwable thrown = catchThrowable(
				() -> this.session.get("/x", (request) -> request.param("a\r\nX-Injected: 1\r\nb", "v")));
		if (thrown != null) {
			assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
		}
		assertThat(this.server.requests()).noneMatch((request) -> request.hasHeader("X-Injected"));
		assertThat(this.server.faults()).isEmpty();
	}

	@Test
	@DisplayName("RULE 20: CR, LF and NUL are permitted in bodies")
	void inBody() {
		this.server.otherwise(Reply.ok("ok"));
		this.session.post("/x", (request) -> request.form("a", "1\r\n2"));
		this.session.post("/x", (request) -> request.body("1\r\n\0002"));
		assertThat(this.server.requests().get(0).text()).isEqualTo("a=1%0D%0A2");
		assertThat(this.server.requests().get(1).text()).isEqualTo("1\r\n\0002");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\nX-Injected: 1", "\nX-Injected: 1", "\rX-Injected: 1" })
	@DisplayName("RULE 20: the HttpClient refuses such headers as well")
	void atHttpClient(String text) {
		this.server.otherwise(Reply.ok("ok"));
		Throwable thrown = catchThrowable(() -> Face.HTTP_CLIENT.send(this.session,
				Call.get(this.server.url("/x")).header("X-Value", "a" + text)));
		if (thrown != null) {
			assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, IOException.class);
		}
		assertThat(this.server.requests()).noneMatch((request) -> request.hasHeader("X-Injected"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u010d\u010aX-Injected: 1", "\u560d\u560aX-Injected: 1", "\u200dX-Injected\u2028",
			"\u0085X-Injected: 1" })
	@DisplayName("RULE 20: characters whose low byte or whose meaning elsewhere is a line end are refused")
	void lineEndsInDisguise(String text) {
		this.server.otherwise(Reply.ok("ok"));
		for (Consumer<RequestSpec> spec : List.<Consumer<RequestSpec>>of((request) -> request.header("X-Value", text),
				(request) -> request.cookie("name", text), (request) -> request.auth(Credentials.bearer(text)),
				(request) -> request.auth(Credentials.basic(text, text)), (request) -> request.param(text, text),
				(request) -> request.multipart(text, text))) {
			refusedOrSent(catchThrowable(() -> this.session.post("/x", spec)));
		}
		refusedOrSent(catchThrowable(() -> this.session.get("/" + text)));
		refusedOrSent(catchThrowable(() -> this.session.send(HttpMethod.valueOf("GET" + text), "/x")));
		refusedOrSent(catchThrowable(
				() -> Face.HTTP_CLIENT.send(this.session, Call.get(this.server.url("/x")).header("X-Value", text))));
		assertThat(this.server.requests()).noneMatch((request) -> request.hasHeader("X-Injected"));
		assertThat(this.server.faults()).isEmpty();
	}

	private static void refusedOrSent(Throwable thrown) {
		if (thrown != null) {
			assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, IOException.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a:b", "caf\u00e9" })
	@DisplayName("RULE 20: the header name of an API key is a token")
	void keyHeaderNameIsNoToken(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.apiKeyHeader(name, "v"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a:b", "a\tb", "caf\u00e9", "a(b" })
	@DisplayName("RULE 20: a header's name is a token")
	void headerNameIsNoToken(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/x", (request) -> request.header(name, "v")));
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { ":", "us:er", "user:" })
	@DisplayName("RULE 22: a basic user name with a colon is refused")
	void colonInUserName(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.basic(name, "hidden"))
			.withMessageContaining(":")
			.withMessageNotContaining("hidden");
	}

	@Test
	@DisplayName("RULE 22: a colon in the password is permitted")
	void colonInPassword() {
		this.server.otherwise(Reply.ok("ok"));
		this.session.get("/x", (request) -> request.auth(Credentials.basic("user", "a:b")));
		assertThat(this.server.request().header("Authorization")).isEqualTo("Basic dXNlcjphOmI=");
	}

	static Stream<Arguments> inRequests() {
		return inEach(Map.ofEntries(
				request("a header's name", (session, text) -> session.get("/x", (r) -> r.header(text, "v"))),
				request("a header's value", (session, text) -> session.get("/x", (r) -> r.header("X-Name", text))),
				request("one of a header's values",
						(session, text) -> session.get("/x", (r) -> r.header("X-Name", "v", text))),
				request("the name in headers()",
						(session, text) -> session.get("/x", (r) -> r.headers((h) -> h.add(text, "v")))),
				request("the value in headers()",
						(session, text) -> session.get("/x", (r) -> r.headers((h) -> h.add("X-Name", text)))),
				request("the method", (session, text) -> session.send(HttpMethod.valueOf(text), "/x")),
				request("the path", (session, text) -> session.get("/" + text)),
				request("the end of the path", (session, text) -> session.get("/x" + text.substring(1, 2))),
				request("the path with a request", (session, text) -> session.get("/" + text, (r) -> {
				})), request("the query", (session, text) -> session.get("/x?" + text)),
				request("the fragment", (session, text) -> session.get("/x#" + text)),
				request("the host", (session, text) -> session.get("http://127.0.0.1" + text + "/")),
				request("a cookie's name", (session, text) -> session.get("/x", (r) -> r.cookie(text, "v"))),
				request("a cookie's value", (session, text) -> session.get("/x", (r) -> r.cookie("name", text))),
				request("the name of a cookie of the jar", (session, text) -> session.cookies().set(text, "v")),
				request("the value of a cookie of the jar", (session, text) -> session.cookies().set("name", text)),
				request("the name of a part", (session, text) -> session.post("/x", (r) -> r.multipart(text, "v"))),
				request("a user name",
						(session, text) -> session.get("/x", (r) -> r.auth(Credentials.basic(text, "v")))),
				request("a password",
						(session, text) -> session.get("/x", (r) -> r.auth(Credentials.basic("v", text)))),
				request("a digest user name",
						(session, text) -> session.get("/x", (r) -> r.auth(Credentials.digest(text, "v")))),
				request("a digest password",
						(session, text) -> session.get("/x", (r) -> r.auth(Credentials.digest("v", text)))),
				request("the user name beside a password's file",
						(session, text) -> session.auth(Credentials.basicFile(text, Path.of("v")))),
				request("a token", (session, text) -> session.auth(Credentials.bearer(text))),
				request("a supplied token",
						(session, text) -> session.get("/x", (r) -> r.auth(Credentials.bearer(() -> text)))),
				request("the name of a key's header",
						(session, text) -> session.auth(Credentials.apiKeyHeader(text, "v"))),
				request("a key in a header", (session, text) -> session.auth(Credentials.apiKeyHeader("X-Key", text))),
				request("the name of a key's parameter",
						(session, text) -> session.auth(Credentials.apiKeyQuery(text, "v"))),
				request("a key in the query", (session, text) -> session.auth(Credentials.apiKeyQuery("key", text))),
				request("a default header's name", (session, text) -> {
					session.headers((h) -> h.add(text, "v"));
					session.get("/x");
				}), request("a default header's value", (session, text) -> {
					session.headers((h) -> h.add("X-Name", text));
					session.get("/x");
				}),
				request("a header's name of the RestClient", (session,
						text) -> session.restClient().get().uri("/x").header(text, "v").retrieve().toBodilessEntity()),
				request("a header's value of the RestClient",
						(session, text) -> session.restClient()
							.get()
							.uri("/x")
							.header("X-Name", text)
							.retrieve()
							.toBodilessEntity()),
				request("the method of the RestClient",
						(session, text) -> session.restClient()
							.method(HttpMethod.valueOf(text))
							.uri("/x")
							.retrieve()
							.toBodilessEntity())));
	}

	static Stream<Arguments> inSettings() {
		return inEach(Map.of("a default header's name",
				(BiConsumer<SessionBuilder, String>) (builder, text) -> builder.header(text, "v"),
				"a default header's value", (builder, text) -> builder.header("X-Name", text), "the base URL",
				(builder, text) -> builder.baseUrl("http://127.0.0.1/" + text), "the host of the base URL",
				(builder, text) -> builder.baseUrl("http://127.0.0.1" + text + "/"), "an allowed origin",
				(builder, text) -> builder.allowedOrigins("http://" + text)));
	}

	private static Map.Entry<String, BiConsumer<Session, String>> request(String place,
			BiConsumer<Session, String> sender) {
		return Map.entry(place, sender);
	}

	private static Stream<Arguments> inEach(Map<String, ? extends BiConsumer<?, String>> places) {
		return places.keySet()
			.stream()
			.sorted()
			.flatMap((place) -> CHARACTERS.keySet()
				.stream()
				.sorted()
				.map((character) -> Arguments.of(character, place, places.get(place))));
	}

}
