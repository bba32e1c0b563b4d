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

package dev.sessions.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.SessionException;
import dev.sessions.internal.client.Transport;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link RecentFailures}.
 */
class RecentFailuresTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("api")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withMaxAttempts(2).withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	private final RecentFailures failures = new RecentFailures(Clock.fixed(NOW, ZoneOffset.UTC));

	RecentFailuresTests() {
		this.failures.postProcessAfterInitialization(this.session, "api");
	}

	@ParameterizedTest
	@EnumSource
	void failureIsKeptForEveryFace(Face face) {
		this.server.otherwise(Faults.closeWithoutAnswer());
		assertThat(catchThrowable(() -> face.get(this.session, this.server.url("/x?token=secret")))).isNotNull();
		assertThat(list()).singleElement().satisfies((failure) -> {
			assertThat(failure.time()).isEqualTo(NOW);
			assertThat(failure.method()).isEqualTo("GET");
			assertThat(failure.uri()).isEqualTo(this.server.url("/x"));
			assertThat(failure.status()).isNull();
			assertThat(failure.attempts()).isEqualTo(2);
			assertThat(failure.cause()).containsAnyOf("the server closed the connection without an answer",
					"NoHttpResponseException");
		});
	}

	@ParameterizedTest
	@EnumSource
	void errorStatusIsKeptForEveryFace(Face face) {
		this.server.otherwise(Reply.status(401).body("secret"));
		Throwable unused = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(list()).singleElement().satisfies((failure) -> {
			assertThat(failure.status()).isEqualTo(401);
			assertThat(failure.cause()).isEqualTo("the server answered with status 401 (Unauthorized)");
			assertThat(failure.attempts()).isEqualTo(1);
		});
	}

	/**
	 * endpoint-cause.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding: TESECRET<script>", "Transfer-Encoding: chunked, TESECRET",
			"Content-Length: TESECRET", "Content-Length: 1\r\nContent-Length: 2TESECRET", "Content-Encoding: TESECRET",
			"TESECRET", "TE\0SECRET: TESECRET", "Location: http://TESECRET:TESECRET/" })
	void causeDoesNotQuoteTheServer(String line) {
		int status = line.startsWith("Location") ? 302 : 200;
		for (String head : List.of("HTTP/1.1 " + status + " OK\r\n" + line + "\r\n\r\nab",
				"HTTP/1.1 TESECRET\r\n" + line + "\r\n\r\n",
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nTESECRET" + line + "\r\n\r\n")) {
			this.server.otherwise(Faults.closeAfter(head));
			Throwable thrown = catchThrowable(() -> this.session.get("/x"));
			if (thrown != null) {
				assertThat(list()).isNotEmpty();
			}
		}
		assertThat(list()).isNotEmpty().noneMatch((failure) -> failure.toString().contains("SECRET"));
	}

	@Test
	void templateIsKeptInsteadOfTheUri() {
		this.server.otherwise(Reply.status(500));
		this.session.get("/users/{login}?token={token}#x", "octocat", "secret");
		assertThat(list()).extracting(RecentFailure::uri).containsExactly("/users/{login}");
	}

	@Test
	void targetOfARedirectIsKept() {
		this.server.on("/from", Reply.redirect(302, "/to?token=secret")).on("/to", Reply.status(500));
		this.session.get("/from");
		assertThat(list()).extracting(RecentFailure::uri).containsExactly(this.server.url("/to"));
	}

	@Test
	void valuesOfPathParametersAreNotKept() {
		this.server.on("/from;a=secret", Reply.redirect(302, "/to;jsessionid=secret?x")).otherwise(Reply.status(500));
		this.session.get("/from;a=secret");
		this.session.get("/a;JSESSIONID=secret/b;c;d=secret;e%3Dsecret%3Bf=secret,secret/");
		this.session.get("/a%3Bjsessionid=secret/b");
		this.session.get("/{x};token=secret/b", "x");
		assertThat(list()).extracting(RecentFailure::uri)
			.containsExactly("/{x};token=******/b", "/a%3Bjsessionid=******/b",
					"/a;JSESSIONID=******/b;c;d=******;e%3D******/", this.server.url("/to;jsessionid=******"));
	}

	@ParameterizedTest
	@EnumSource
	void invalidChunkIsNotQuoted(Face face) {
		this.server.otherwise(
				Faults.closeAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n0123456789\r\n"));
		Throwable failure = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(failure).isNotNull();
		if (failure instanceof SessionException known) {
			assertThat(known.reason()).isEqualTo("the chunks of the response are malformed: Bad chunk header");
			assertThat(known).hasMessageNotContaining("secret");
		}
		assertThat(list()).allSatisfy((kept) -> assertThat(kept.cause()).doesNotContain("secret"));
	}

	@Test
	void foreignMessageIsNotKept() {
		this.server.otherwise(Faults.closeAfter("HTTP/1.1 secret\r\n\r\n"));
		assertThat(catchThrowable(() -> Face.HTTP_CLIENT.get(this.session, this.server.url("/x")))).isNotNull();
		assertThat(list()).extracting(RecentFailure::cause).containsExactly("ClientProtocolException");
	}

	@ParameterizedTest
	@EnumSource
	void errorWithTruncatedBodyIsOneFailure(Face face) {
		this.server.otherwise(
				Faults.closeAfter("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 100\r\n\r\n0123456789"));
		Throwable unused = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(list()).singleElement().satisfies((failure) -> assertThat(failure.status()).isEqualTo(500));
	}

	@Test
	void streamThatBreaksIsKept() {
		this.server.otherwise(Faults.truncatedBody());
		assertThat(catchThrowable(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.body().readAllBytes()))).isNotNull();
		assertThat(list()).extracting(RecentFailure::cause)
			.containsExactly("SessionException: the response ended too early");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 304, 400, 404, 409, 422 })
	void expectedErrorStatusIsNoFailure(int status) {
		this.server.otherwise(Reply.status(status));
		this.session.get("/x");
		assertThat(list()).isEmpty();
	}

	@Test
	void latestFailuresAreKept() {
		this.server.otherwise(Reply.status(500));
		for (int i = 0; i < FailureRing.SIZE + 5; i++) {
			this.session.get("/" + i);
		}
		assertThat(list()).hasSize(FailureRing.SIZE);
		assertThat(list().get(0).uri()).isEqualTo("/24");
		assertThat(list().get(FailureRing.SIZE - 1).uri()).isEqualTo("/5");
	}

	@Test
	void longPathIsCutOff() {
		this.server.otherwise(Reply.status(500));
		this.session.get("/" + "x".repeat(4000));
		assertThat(list()).singleElement()
			.satisfies((failure) -> assertThat(failure.uri()).hasSize(FailureRing.MAX_LENGTH + 3).endsWith("..."));
	}

	@Test
	void forkSharesThem() {
		this.server.otherwise(Reply.status(500));
		Session fork = this.session.fork();
		this.failures.postProcessAfterInitialization(fork, "fork");
		fork.get("/x");
		assertThat(list()).hasSize(1);
	}

	private List<RecentFailure> list() {
		return this.failures.of(this.session.unwrap(Transport.class));
	}

}
