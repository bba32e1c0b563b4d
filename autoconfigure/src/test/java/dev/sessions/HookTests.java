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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link RequestHook} and {@link ResponseHook}.
 */
class HookTests {

	private final IllegalStateException mine = new IllegalStateException("mine");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void applyToEveryFace(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok").header("X-From", "server"));
		try (Session session = builder()
			.onRequest((request) -> request.headers()
				.set("X-Hook", request.session() + " " + request.method() + " " + request.uri().getPath()))
			.onResponse((response) -> this.seen
				.add(response.session() + " " + response.method() + " " + response.uri().getPath() + " "
						+ response.status().value() + " " + response.headers().getFirst("X-From")))
			.build()) {
			assertThat(face.send(session, Call.post(this.server.url("/x"), "body")).body()).isEqualTo("ok");
		}
		assertThat(this.server.request().headers("X-Hook")).containsExactly("test POST /x");
		assertThat(this.seen).containsExactly("test POST /x 200 server");
	}

	@Test
	void applyToStreamsDownloadsAndPages(@TempDir Path directory) {
		this.server.otherwise(Reply.ok("ok"));
		this.server.on("/pages", Reply.ok("1").header("Link", "<?page=2>; rel=next"), Reply.ok("2"));
		try (Session session = builder().onRequest((request) -> request.headers().set("X-Hook", "1"))
			.onResponse((response) -> this.seen.add(response.uri().getPath()))
			.build()) {
			session.stream(HttpMethod.GET, "/stream", (request) -> {
			}, StreamedResponse::status);
			session.download("/download", directory.resolve("file"), (request) -> {
			});
			assertThat(session.pages("/pages", (request) -> {
			})).hasSize(2);
		}
		assertThat(this.seen).containsExactly("/stream", "/download", "/pages", "/pages");
		assertThat(this.server.requests()).hasSize(4).allMatch((request) -> "1".equals(request.header("X-Hook")));
	}

	@Test
	void areCalledInTheirOrder() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().onRequest((request) -> request.headers().add("X-Hook", "1"))
			.onRequest((request) -> request.headers().add("X-Hook", "2"))
			.onResponse((response) -> this.seen.add("1"))
			.onResponse((response) -> this.seen.add("2"))
			.build()) {
			session.get("/x", (request) -> request.header("X-Hook", "0"));
		}
		assertThat(this.server.request().headers("X-Hook")).containsExactly("0", "1", "2");
		assertThat(this.seen).containsExactly("1", "2");
	}

	@Test
	void requestHookSeesAndChangesHeaders() {
		this.server.otherwise(Reply.ok("ok"));
		List<HttpHeaders> before = new ArrayList<>();
		try (Session session = builder().header("X-Default", "d").onRequest((request) -> {
			before.add(HttpHeaders.copyOf(request.headers()));
			request.headers().remove("X-Default");
			request.headers().set("X-Mine", "changed");
			request.headers().setContentLength(1000);
		}).build()) {
			session.post("/x?q=1", (request) -> request.header("X-Mine", "m").body("body"));
		}
		assertThat(before).singleElement().satisfies((headers) -> {
			assertThat(headers.getFirst("X-Default")).isEqualTo("d");
			assertThat(headers.getFirst("X-Mine")).isEqualTo("m");
		});
		assertThat(this.server.request().hasHeader("X-Default")).isFalse();
		assertThat(this.server.request().headers("X-Mine")).containsExactly("changed");
		assertThat(this.server.request().headers("Content-Length")).containsExactly("4");
		assertThat(this.server.request().text()).isEqualTo("body");
	}

	@Test
	void requestHookSeesACallOnceAndResponseHookEachRedirect() {
		this.server.on("/1", Reply.redirect(303, "/2")).on("/2", Reply.status(503), Reply.ok("ok"));
		try (Session session = builder().retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.onRequest((request) -> this.seen.add(request.toString()))
			.onResponse((response) -> this.seen.add(response.toString()))
			.build()) {
			assertThat(session.post("/1?secret=s", (request) -> request.body("b")).text()).isEqualTo("ok");
		}
		assertThat(this.seen).containsExactly("POST " + this.server.url("/1"), "303 for POST " + this.server.url("/1"),
				"200 for GET " + this.server.url("/2"));
		assertThat(this.server.requests("/2")).hasSize(2);
	}

	@Test
	void responseHookSeesTheLastOfExhaustedAttempts() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder().onResponse((response) -> this.seen.add("" + response.status().value()))
			.build()) {
			session.get("/x", (request) -> request.maxAttempts(1));
		}
		assertThat(this.seen).containsExactly("503");
	}

	@ParameterizedTest
	@EnumSource
	void doNotSeeTheSessionsCredentials(CredentialKind kind) {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().auth(kind.credentials(this.server.url()))
			.onRequest((request) -> this.seen.add(request.uri() + " " + request.headers()))
			.onResponse((response) -> this.seen.add(response.uri() + " " + response.headers()))
			.build()) {
			session.get("/x");
		}
		assertThat(this.server.request()).matches(kind::isIn);
		assertThat(this.seen).hasSize(2).noneMatch((text) -> text.contains("s3cret") || text.contains("Basic "));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 4: a credential that a hook set counts as set by hand")
	void credentialOfAHookStaysAtItsOrigin(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(302, "/within"))
			.on("/within", Reply.redirect(302, this.other.url("/to")));
		this.other.otherwise(Reply.ok("arrived"));
		try (Session session = builder().onRequest((request) -> {
			request.headers().set("X-API-Key", "hidden");
			request.headers().set("Authorization", "hidden");
			request.headers().set("X-Trace", "7");
		}).build()) {
			assertThat(face.get(session, this.server.url("/from")).body()).isEqualTo("arrived");
		}
		assertThat(this.server.request("/within").header("X-API-Key")).isEqualTo("hidden");
		assertThat(this.server.request("/within").header("Authorization")).isEqualTo("hidden");
		assertThat(this.other.request().head()).doesNotContain("hidden");
		assertThat(this.other.request().header("X-Trace")).isEqualTo("7");
	}

	@Test
	void headersOfAHookAreSentWithEachAttempt() {
		this.server.otherwise(Reply.status(503), Reply.ok("ok"));
		try (Session session = builder().retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.onRequest((request) -> request.headers().add("X-Hook", "1"))
			.build()) {
			session.get("/x");
		}
		assertThat(this.server.requests()).hasSize(2)
			.allMatch((request) -> request.headers("X-Hook").equals(List.of("1")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Evil: 1", "a\nb", "a\0b" })
	@DisplayName("RULE 20: a line break from a hook is refused before a connection is opened")
	void lineBreakIsRefused(String value) {
		try (Session session = builder().onRequest((request) -> request.headers().set("X-Hook", value)).build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.get("/x"))
				.withMessageContaining("X-Hook")
				.withMessageContaining("CR, LF or NUL");
		}
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void requestHookEndsTheCallWithItsOwnException(Face face) {
		try (Session session = builder().onRequest(this::fail).build()) {
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x")))).isSameAs(this.mine);
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 33: the connection is returned when a response hook throws")
	void responseHookEndsTheCallWithItsOwnException(Face face) {
		this.server.on("/ok", Reply.ok("ok"))
			.on("/empty", Reply.status(204))
			.on("/large", Reply.ok("x".repeat(500_000)))
			.on("/chunked", Reply.ok("x".repeat(500_000)).chunked())
			.on("/gzip", Reply.ok("x".repeat(1000)).gzip())
			.on("/redirect", Reply.redirect(302, "/ok").body("moved"))
			.on("/truncated", Faults.truncatedBody());
		try (Session session = builder().onResponse(this::fail).build()) {
			for (String path : List.of("/ok", "/empty", "/large", "/chunked", "/gzip", "/redirect", "/truncated")) {
				assertThat(catchThrowable(() -> face.get(session, this.server.url(path)))).as(path).isSameAs(this.mine);
				assertThat(session.pool().leased()).as(path).isZero();
			}
		}
		assertThat(this.server.requests()).hasSize(7);
	}

	@Test
	@DisplayName("RULE 33: the connection of a call whose hook failed is reused")
	void connectionOfAFailedHookIsUsedAgain() {
		this.server.otherwise(Reply.status(404).body("not here"));
		try (Session session = builder().onResponse(this::fail).build()) {
			for (int i = 0; i < 3; i++) {
				assertThat(catchThrowable(() -> session.get("/x"))).isSameAs(this.mine);
			}
		}
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void hookThatThrowsEndsAStream() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().onResponse(this::fail).build()) {
			assertThat(catchThrowable(() -> session.stream(HttpMethod.GET, "/x", (request) -> {
			}, StreamedResponse::status))).isSameAs(this.mine);
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void forkHasTheHooksOfItsSession() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().onResponse((response) -> this.seen.add("seen")).build()) {
			session.fork().get("/x");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.fork((changes) -> changes.onRequest((request) -> {
				})))
				.withMessageContaining("hooks cannot be changed");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.fork((changes) -> changes.onResponse((response) -> {
				})))
				.withMessageContaining("hooks cannot be changed");
		}
		assertThat(this.seen).hasSize(1);
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url()).pool((pool) -> pool.withMaxConnections(1));
	}

	private void fail(HookedRequest request) {
		throw this.mine;
	}

	private void fail(HookedResponse response) {
		throw this.mine;
	}

}
