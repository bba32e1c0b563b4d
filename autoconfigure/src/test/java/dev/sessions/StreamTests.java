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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.HttpClientErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of bodies that are read on arrival.
 */
@Timeout(30)
class StreamTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = builder().build();

	@Test
	void readsTheBodyOnArrival() {
		Gate gate = new Gate();
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
			gate.then((sameRequest, sameConnection) -> connection.send("two")).send(request, connection);
		});
		String body = this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> {
			String first = text(response.body().readNBytes(3));
			gate.open();
			return first + "+" + text(response.body().readAllBytes());
		});
		assertThat(body).isEqualTo("one+two");
		assertReturned();
	}

	@Test
	void returnsTheHead() {
		this.server.on("/from", Reply.redirect(302, "/x?q=1").cookie("a=1"));
		this.server.on("/x", Reply.status(503), Reply.json("{}").header("Link", "</2>; rel=next").cookie("b=2"));
		this.session.stream(HttpMethod.GET, "/{path}", (request) -> request.path("path", "from"), (response) -> {
			assertThat(response.status().value()).isEqualTo(200);
			assertThat(response.ok()).isTrue();
			assertThat(response.contentType()).hasToString("application/json");
			assertThat(response.headers().getFirst("Link")).isNotNull();
			assertThat(response.links()).containsOnlyKeys("next");
			assertThat(response.uri()).hasToString(this.server.url("/x?q=1"));
			assertThat(response.history()).hasSize(1);
			assertThat(response.attempts()).isEqualTo(2);
			assertThat(response.cookies()).extracting(Cookie::name).containsExactly("b");
			assertThat(response.elapsed()).isPositive();
			assertThat(response.raiseForStatus()).isSameAs(response);
			return null;
		});
		assertThat(this.session.cookies().list()).hasSize(2);
	}

	@Test
	void sendsWhatASessionSends() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session own = builder().auth(CredentialKind.BEARER.credentials()).header("X-Own", "1").build()) {
			own.stream(HttpMethod.POST, "/x", (request) -> request.json(1), (response) -> null);
		}
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
		assertThat(this.server.request().header("X-Own")).isEqualTo("1");
		assertThat(this.server.request().text()).isEqualTo("1");
	}

	@Test
	void decodesTheBody() {
		this.server.otherwise(Reply.ok("plain").gzip());
		assertThat(read("/x")).isEqualTo("plain");
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 304 })
	void emptyBodyIsEmpty(int status) {
		this.server.otherwise(Reply.status(status));
		assertThat(read("/x")).isEmpty();
		assertReturned();
	}

	@Test
	void isNotLimitedInSize() {
		this.server.otherwise(Reply.ok("x".repeat(5000)), Reply.ok("x".repeat(5000)).chunked(),
				Reply.ok("x".repeat(5000)).gzip());
		try (Session small = builder().limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(1)))
			.build()) {
			for (int i = 0; i < 3; i++) {
				assertThat(small.<String>stream(HttpMethod.GET, "/x", (request) -> {
				}, (response) -> text(response.body().readAllBytes()))).hasSize(5000);
			}
		}
	}

	@Test
	void isNotBoundByTheTotalTimeout() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
			for (int i = 0; i < 10; i++) {
				connection.send("x");
				connection.pause(Duration.ofMillis(60));
			}
		});
		try (Session impatient = builder().timeout((timeout) -> timeout.withTotal(SHORT)).build()) {
			assertThat(impatient.<String>stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> text(response.body().readAllBytes()))).isEqualTo("xxxxxxxxxx");
		}
	}

	@Test
	void isBoundByTheTotalTimeoutUntilTheHead() {
		this.server.otherwise(Faults.drippingHead(Duration.ofMillis(20)));
		assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> this.session.stream(HttpMethod.GET,
				"/x", (request) -> request.timeout(SHORT).maxAttempts(1), (response) -> null));
		assertReturned();
	}

	@Test
	void endsWhenTheServerIsSilent() {
		this.server.otherwise(begunAndSilent());
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x",
				(request) -> request.readTimeout(Duration.ofMillis(200)), (response) -> response.body().readAllBytes()))
			.withMessageContaining("200 ms")
			.withMessageContaining("'test'");
		assertReturned();
	}

	@Test
	void readTimeoutIsThatOfOneRequest() {
		this.server.on("/silent", Faults.silence());
		this.server.on("/x", Reply.ok("ok"));
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> this.session.get("/silent",
				(request) -> request.readTimeout(Duration.ofMillis(100)).maxAttempts(1)));
		assertThat(this.session.get("/x").text()).isEqualTo("ok");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/x", (request) -> request.readTimeout(Duration.ZERO)))
			.withMessageContaining("readTimeout");
	}

	@Test
	void truncatedBodyFails() {
		this.server.otherwise(Faults.truncatedBody(), Faults.truncatedChunks(), Faults.truncatedGzip());
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> read("/x")).withMessageContaining("/x");
			assertReturned();
		}
	}

	@Test
	void failureOfTheBodyIsUnwrapped() {
		this.server.otherwise(Faults.truncatedBody());
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				try {
					return response.body().readAllBytes();
				}
				catch (IOException ex) {
					throw new IllegalStateException("wrapped", new UncheckedIOException(ex));
				}
			}))
			.withMessageContaining("ended too early");
	}

	@Test
	void truncationIsReportedToLaterReads() {
		this.server.otherwise(Faults.truncatedBody());
		this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> {
			assertThatIOException().isThrownBy(() -> response.body().readAllBytes());
			assertThatIOException().isThrownBy(() -> response.body().read());
			return null;
		});
		assertReturned();
	}

	@Test
	void connectionIsUsedAgainAfterTheEnd() {
		this.server.otherwise(Reply.ok("all of it"));
		for (int i = 0; i < 3; i++) {
			assertThat(read("/x")).isEqualTo("all of it");
			assertReturned();
		}
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void connectionIsUsedAgainAfterSmallRest() {
		this.server.otherwise(Reply.ok("x".repeat(2000)).chunked());
		for (int i = 0; i < 3; i++) {
			this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> response.body().read());
			assertReturned();
		}
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void connectionIsClosedAfterLargeRest() {
		this.server.otherwise(Faults.drippingBody(Duration.ofMillis(20)), Reply.ok("x".repeat(1_000_000)),
				begunAndSilent(), Reply.ok("ok"));
		for (int i = 0; i < 3; i++) {
			assertThat(this.session.<Integer>stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> response.body().read())).isEqualTo('x');
			assertReturned();
		}
		assertThat(this.session.get("/x").text()).isEqualTo("ok");
		assertThat(this.server.accepted()).isEqualTo(4);
	}

	@Test
	void connectionIsReturnedByFailingReader() {
		this.server.otherwise(Reply.ok("ok"));
		assertThatIllegalStateException().isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> {
			throw new IllegalStateException("mine");
		})).withMessage("mine");
		assertReturned();
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				throw new FileNotFoundException("mine");
			}))
			.withCauseInstanceOf(FileNotFoundException.class);
		assertReturned();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				throw new AssertionError("mine");
			}));
		assertReturned();
	}

	@Test
	void bodyEndsWithItsReader() {
		this.server.otherwise(Reply.ok("ok"));
		InputStream body = this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, StreamedResponse::body);
		assertThatIOException().isThrownBy(body::read).withMessageContaining("closed");
	}

	@Test
	void errorStatusIsPassedToTheReader() {
		this.server.otherwise(Reply.status(404).body("nothing here"));
		assertThat(read("/x")).isEqualTo("nothing here");
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, StreamedResponse::raiseForStatus))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).isEqualTo("nothing here"));
		assertReturned();
	}

	@Test
	void closingTheSessionEndsIt() throws Exception {
		Session own = builder().build();
		assertEndsByClosing(own, own);
	}

	@Test
	void closingAForkEndsIt() throws Exception {
		assertEndsByClosing(this.session.fork(), this.session);
		this.server.otherwise(Reply.ok("ok"));
		assertThat(read("/x")).isEqualTo("ok");
	}

	private void assertEndsByClosing(Session closed, Session pooled) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		this.server.otherwise(begunAndSilent());
		Throwable failure;
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Future<Throwable> running = calls.start(() -> catchThrowable(() -> closed.stream(HttpMethod.GET, "/x",
					(request) -> request.readTimeout(Duration.ofMinutes(1)), (response) -> {
						response.body().read();
						begun.countDown();
						return response.body().readAllBytes();
					})));
			begun.await();
			closed.close();
			failure = running.get();
		}
		assertThat(failure).isInstanceOf(SessionClosedException.class);
		assertReturned(pooled);
	}

	@Test
	void progressIsForDownloadsOnly() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/x", (request) -> request.onProgress((bytes, total) -> {
			})))
			.withMessageContaining("download");
		assertThat(this.server.accepted()).isZero();
	}

	private String read(String uri) {
		return this.session.stream(HttpMethod.GET, uri, (request) -> {
		}, (response) -> text(response.body().readAllBytes()));
	}

	private void assertReturned() {
		assertReturned(this.session);
	}

	/**
	 * A connection closed by the deadline leaves the pool a moment later.
	 */
	private static void assertReturned(Session session) {
		await().until(() -> session.pool().leased() == 0);
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

	private static Answer begunAndSilent() {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
			connection.awaitClientClose();
		};
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
