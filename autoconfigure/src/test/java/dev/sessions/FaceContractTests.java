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
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Face.Result;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.UnresponsivePort;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.util.UriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the behaviour that all faces of a session share.
 */
class FaceContractTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("pairs")
	void sharesCookies(Face setter, Face sender) throws IOException {
		this.server.on("/set", Reply.ok("ok").cookie("sid=1").cookie("theme=dark; Path=/"));
		this.server.on("/get", Reply.ok("ok"));
		try (Session session = builder().build()) {
			setter.get(session, this.server.url("/set"));
			assertThat(session.cookies().get("sid")).isEqualTo("1");
			sender.get(session, this.server.url("/get"));
		}
		assertThat(this.server.request("/get").header("Cookie")).contains("sid=1", "theme=dark");
	}

	@ParameterizedTest
	@EnumSource
	void keepsCookiesOfRedirects(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(302, "/to").cookie("hop=1"));
		this.server.on("/to", Reply.ok("ok"));
		try (Session session = builder().build()) {
			face.get(session, this.server.url("/from"));
		}
		assertThat(this.server.request("/to").header("Cookie")).isEqualTo("hop=1");
	}

	@ParameterizedTest
	@EnumSource
	void keepsCookiesOfAttempts(Face face) throws IOException {
		this.server.otherwise(Reply.status(503).cookie("attempt=1"), Reply.ok("ok"));
		try (Session session = builder().build()) {
			face.get(session, this.server.url("/x"));
		}
		assertThat(this.server.requests().get(1).header("Cookie")).isEqualTo("attempt=1");
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kinds")
	void sendsCredentials(CredentialKind kind, Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().auth(kind.credentials(this.server.url())).build()) {
			face.get(session, this.server.url("/x?q=1"));
		}
		assertThat(this.server.request()).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest
	@EnumSource
	void sendsCurrentCredentials(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().auth(CredentialKind.BASIC.credentials()).build()) {
			session.auth(CredentialKind.BEARER.credentials());
			face.get(session, this.server.url("/x"));
		}
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn)
			.matches(CredentialKind.BASIC::isAbsentFrom);
	}

	@ParameterizedTest
	@EnumSource
	void keepsAuthorizationOfTheCaller(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().auth(CredentialKind.BEARER.credentials()).build()) {
			face.send(session, Call.get(this.server.url("/x")).header("authorization", "mine"));
		}
		assertThat(this.server.request().headers("Authorization")).containsExactly("mine");
	}

	@ParameterizedTest
	@EnumSource
	void sendsDefaultHeaders(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().header("X-Client", "a", "b").header("X-Other", "default").build()) {
			session.headers((headers) -> headers.set("X-Late", "late"));
			face.send(session, Call.get(this.server.url("/x")).header("x-other", "own"));
		}
		assertThat(this.server.request().headers("X-Client")).containsExactly("a", "b");
		assertThat(this.server.request().headers("X-Other")).containsExactly("own");
		assertThat(this.server.request().headers("X-Late")).containsExactly("late");
	}

	@ParameterizedTest
	@EnumSource
	void retries(Face face) throws IOException {
		this.server.otherwise(Reply.status(503), Faults.closeWithoutAnswer(), Reply.ok("third"));
		try (Session session = builder().build()) {
			assertThat(face.get(session, this.server.url("/x")).body()).isEqualTo("third");
		}
		assertThat(this.server.requests()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	void followsRedirects(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(307, "/to"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = builder().build()) {
			assertThat(face.send(session, Call.post(this.server.url("/from"), "body")).body()).isEqualTo("arrived");
		}
		assertThat(this.server.request("/to").text()).isEqualTo("body");
	}

	@ParameterizedTest
	@EnumSource
	void decodes(Face face) throws IOException {
		this.server.otherwise(Reply.ok("plain text").gzip());
		try (Session session = builder().build()) {
			assertThat(face.get(session, this.server.url("/x")).body()).isEqualTo("plain text");
		}
		assertThat(this.server.request().header("Accept-Encoding")).contains("gzip");
	}

	@ParameterizedTest
	@EnumSource
	void returnsErrorResponses(Face face) throws IOException {
		this.server.otherwise(Reply.status(404).body("nothing here").header("X-Reason", "gone"));
		try (Session session = builder().build()) {
			Result result = face.get(session, this.server.url("/x"));
			assertThat(result.status()).isEqualTo(404);
			assertThat(result.body()).isEqualTo("nothing here");
			assertThat(result.headers().getFirst("X-Reason")).isEqualTo("gone");
		}
	}

	@Test
	void sharesConnections() throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().build()) {
			for (Face face : Face.values()) {
				face.get(session, this.server.url("/x"));
			}
		}
		assertThat(this.server.requests()).hasSize(Face.values().length);
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void sharesBaseUrlAndParameters() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().baseUrl(this.server.url("/v2")).param("lang", "en").build()) {
			session.get("/users/{id}?q=1", "a/b");
			session.restClient().get().uri("/users/{id}?q=1", "a/b").retrieve().toBodilessEntity();
			session.service(Users.class).get("a/b");
			RestTemplate template = new RestTemplate(session.unwrap(ClientHttpRequestFactory.class));
			template.setUriTemplateHandler(session.unwrap(UriBuilderFactory.class));
			template.getForObject("/users/{id}?q=1", String.class, "a/b");
		}
		assertThat(this.server.requests()).hasSize(4)
			.allMatch((request) -> request.target().equals("/v2/users/a%2Fb?q=1&lang=en"));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("failures")
	void failsInTheSameWay(Class<?> type, Face face, Failure failure) throws Exception {
		Throwable thrown = failure.provoke(this.server, face);
		if (face == Face.HTTP_CLIENT) {
			assertThat(thrown).isInstanceOf(IOException.class);
			return;
		}
		assertThat(thrown).isExactlyInstanceOf(type).hasMessageContaining("'test'").hasMessageContaining("GET");
		SessionException ex = (SessionException) thrown;
		assertThat(ex.session()).isEqualTo("test");
		assertThat(ex.method().name()).isEqualTo("GET");
		assertThat(ex.uri().getPath()).isEqualTo("/x");
		assertThat(ex.uri().getQuery()).isNull();
		assertThat(ex.attempts()).isPositive();
		assertThat(ex.elapsed()).isPositive().isLessThan(Duration.ofSeconds(20));
		assertThat(ex.getMessage()).doesNotContain("hidden");
	}

	private SessionBuilder builder() {
		return builder(this.server);
	}

	private static SessionBuilder builder(ScriptedServer server) {
		return Session.builder("test")
			.baseUrl(server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

	static Stream<Arguments> pairs() {
		return Arrays.stream(Face.values())
			.flatMap((one) -> Arrays.stream(Face.values()).map((two) -> Arguments.of(one, two)));
	}

	static Stream<Arguments> kinds() {
		return Arrays.stream(CredentialKind.values())
			.flatMap((kind) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(kind, face)));
	}

	static Stream<Arguments> failures() {
		return Stream
			.of(Arguments.of(ConnectFailedException.class, (Failure) FaceContractTests::refused),
					Arguments.of(ConnectTimeoutException.class, (Failure) FaceContractTests::unresponsive),
					Arguments.of(LeaseTimeoutException.class, (Failure) FaceContractTests::noLease),
					Arguments.of(ReadTimeoutException.class, (Failure) FaceContractTests::silence),
					Arguments.of(TotalTimeoutException.class, (Failure) FaceContractTests::noEnd),
					Arguments.of(TooManyRedirectsException.class, (Failure) FaceContractTests::loop),
					Arguments.of(ResponseTooLargeException.class, (Failure) FaceContractTests::tooLarge),
					Arguments.of(SessionClosedException.class, (Failure) FaceContractTests::closed),
					Arguments.of(SessionException.class, (Failure) FaceContractTests::truncated))
			.flatMap((failure) -> Arrays.stream(Face.values())
				.map((face) -> Arguments.of(failure.get()[0], face, failure.get()[1])));
	}

	private static Throwable refused(ScriptedServer server, Face face) {
		server.close();
		return fail(builder(server), face, server.url("/x?key=hidden"));
	}

	private static Throwable unresponsive(ScriptedServer server, Face face) throws IOException {
		try (UnresponsivePort port = new UnresponsivePort()) {
			return fail(builder(server).timeout((timeout) -> timeout.withConnect(Duration.ofMillis(200))), face,
					port.url("/x?key=hidden"));
		}
	}

	private static Throwable noLease(ScriptedServer server, Face face) throws Exception {
		Gate gate = new Gate();
		server.on("/held", gate.then(Reply.ok("held")));
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder(server).pool((pool) -> pool.withMaxConnections(1))
					.timeout((timeout) -> timeout.withLease(Duration.ofMillis(200)))
					.build()) {
			calls.start(() -> session.get("/held")).isDone();
			gate.awaitArrivals(1);
			return catchThrowable(() -> face.get(session, server.url("/x?key=hidden")));
		}
	}

	private static Throwable silence(ScriptedServer server, Face face) {
		server.otherwise(Faults.silence());
		return fail(builder(server).timeout((timeout) -> timeout.withRead(Duration.ofMillis(200))), face,
				server.url("/x?key=hidden"));
	}

	private static Throwable noEnd(ScriptedServer server, Face face) {
		server.otherwise(Faults.drippingBody(Duration.ofMillis(20)));
		return fail(builder(server).timeout((timeout) -> timeout.withTotal(Duration.ofMillis(200))), face,
				server.url("/x?key=hidden"));
	}

	private static Throwable loop(ScriptedServer server, Face face) {
		server.otherwise(Reply.redirect(302, "/x?key=hidden"));
		return fail(builder(server).redirects((redirects) -> redirects.withMax(2)), face, server.url("/x?key=hidden"));
	}

	private static Throwable tooLarge(ScriptedServer server, Face face) {
		server.otherwise(Reply.ok("x".repeat(2000)));
		return fail(builder(server).limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(1))), face,
				server.url("/x?key=hidden"));
	}

	private static Throwable closed(ScriptedServer server, Face face) {
		Session session = builder(server).build();
		session.close();
		return catchThrowable(() -> face.get(session, server.url("/x?key=hidden")));
	}

	private static Throwable truncated(ScriptedServer server, Face face) {
		server.otherwise(Faults.truncatedBody());
		return fail(builder(server), face, server.url("/x?key=hidden"));
	}

	private static Throwable fail(SessionBuilder builder, Face face, String url) {
		try (Session session = builder.retry((retry) -> retry.withMaxAttempts(1)).build()) {
			ThrowingCallable call = () -> face.get(session, url);
			return catchThrowable(call);
		}
	}

	/**
	 * A declarative client.
	 */
	interface Users {

		@GetExchange("/users/{id}?q=1")
		String get(@PathVariable String id);

	}

	/**
	 * A fault.
	 */
	@FunctionalInterface
	interface Failure {

		Throwable provoke(ScriptedServer server, Face face) throws Exception;

	}

}
