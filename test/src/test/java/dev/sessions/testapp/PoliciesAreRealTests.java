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

package dev.sessions.testapp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import dev.sessions.RateLimitException;
import dev.sessions.ReadTimeoutException;
import dev.sessions.Response;
import dev.sessions.ResponseTooLargeException;
import dev.sessions.Session;
import dev.sessions.TotalTimeoutException;
import dev.sessions.test.MockFaults;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.ResponseCreator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.headerDoesNotExist;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withTooManyRequests;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withUnauthorizedRequest;

/**
 * Verifies that the policies of a session are applied above its mock server.
 */
@SessionsTest(properties = { "sessions.github.limits.max-response-size=1KB",
		"sessions.github.circuit-breaker.minimum-calls=5", "sessions.github.circuit-breaker.open-duration=1m" })
class PoliciesAreRealTests {

	@Autowired
	@Qualifier("github")
	private Session session;

	@Autowired
	@Qualifier("partner")
	private Session partnerSession;

	@MockSession("github")
	private MockSessionServer github;

	@MockSession("partner")
	private MockSessionServer partner;

	private long begin;

	@BeforeEach
	void startWatch() {
		this.begin = System.nanoTime();
	}

	private Duration realTime() {
		return Duration.ofNanos(System.nanoTime() - this.begin);
	}

	@Test
	void retryAfterTakesMilliseconds() {
		this.github.expect(ExpectedCount.times(2), anything()).andRespond(withTooManyRequests(20));
		this.github.expect(anything()).andRespond(withSuccess("done", MediaType.TEXT_PLAIN));
		Response response = this.session.get("/x");
		assertThat(response.text()).isEqualTo("done");
		assertThat(response.attempts()).isEqualTo(3);
		assertThat(response.elapsed()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(45));
		assertThat(realTime()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void retryAfterOfAnotherTestIsForgotten() {
		this.github.expect(anything()).andRespond(withSuccess());
		assertThat(this.session.get("/x").elapsed()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void cookiesAreKeptWithinTestOnly() {
		this.github.expect(requestTo("https://api.github.invalid/login"))
			.andExpect(headerDoesNotExist("Cookie"))
			.andRespond(withSuccess().header("Set-Cookie", "sid=1"));
		this.github.expect(anything()).andExpect(header("Cookie", "sid=1")).andRespond(withSuccess());
		this.session.get("/login");
		this.session.get("/x");
	}

	@Test
	void cookiesOfAnotherTestAreForgotten() {
		cookiesAreKeptWithinTestOnly();
	}

	@Test
	void keyedForksAreKeptWithinTestOnly() {
		this.github.expect(anything()).andExpect(headerDoesNotExist("X-User")).andRespond(withSuccess());
		this.github.expect(anything()).andExpect(header("X-User", "ann")).andRespond(withSuccess());
		this.session.fork("ann").get("/x");
		this.session.fork("ann").headers((headers) -> headers.set("X-User", "ann"));
		this.session.fork("ann").get("/x");
	}

	@Test
	void keyedForksOfAnotherTestAreForgotten() {
		keyedForksAreKeptWithinTestOnly();
	}

	@Test
	void compressedBodyIsDecoded() throws IOException {
		this.github.expect(anything())
			.andRespond(withSuccess(gzip("hello"), MediaType.TEXT_PLAIN).header("Content-Encoding", "gzip"));
		assertThat(this.session.get("/x").text()).isEqualTo("hello");
	}

	@Test
	void responseSizeLimitIsEnforced() {
		this.github.expect(anything()).andRespond(withSuccess("x".repeat(1025), MediaType.TEXT_PLAIN));
		assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> this.session.get("/x"));
	}

	@Test
	void circuitBreakerOpensAndAllowsTrialCall() {
		this.github.expect(ExpectedCount.times(5), anything()).andRespond(withStatus(HttpStatus.NOT_IMPLEMENTED));
		this.github.expect(anything()).andRespond(withSuccess());
		for (int i = 0; i < 5; i++) {
			this.session.get("/x");
		}
		assertThat(this.github.received()).hasSize(5);
		this.github.clock().advance(Duration.ofMinutes(1));
		assertThat(this.session.get("/x").ok()).isTrue();
	}

	@Test
	void rateLimitTakesNoTime() {
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t1", 3600));
		this.partner.expect(ExpectedCount.times(8), anything()).andRespond(withSuccess());
		for (int i = 0; i < 8; i++) {
			assertThat(this.partnerSession.get("/x").ok()).isTrue();
		}
		assertThat(realTime()).isLessThan(Duration.ofSeconds(15));
	}

	@Test
	void rateLimitRefusesAtOnce() throws Exception {
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t1", 3600));
		this.partner.ignoreExpectOrder(true).expect(ExpectedCount.manyTimes(), anything()).andRespond(withSuccess());
		this.partner.clock().setJumping(false);
		ExecutorService threads = Executors.newFixedThreadPool(12);
		try {
			List<Future<String>> calls = IntStream.range(0, 12)
				.mapToObj((i) -> threads.submit(() -> outcome(this.partnerSession)))
				.toList();
			// two at once, two refused, and two in each ten seconds of the forty
			await().until(() -> calls.stream().filter(Future::isDone).count() == 4);
			await().until(() -> this.partner.clock().waiting() == 8);
			this.partner.clock().advance(Duration.ofSeconds(40));
			long refused = 0;
			for (Future<String> call : calls) {
				refused += call.get(30, TimeUnit.SECONDS).equals("refused") ? 1 : 0;
			}
			assertThat(refused).isEqualTo(2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static String outcome(Session session) {
		try {
			return session.get("/x").text();
		}
		catch (RateLimitException ex) {
			return "refused";
		}
	}

	@Test
	void tokenExpiresByTheClock() {
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t1", 3600));
		this.partner.expect(anything()).andExpect(header("Authorization", "Bearer t1")).andRespond(withSuccess());
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t2", 3600));
		this.partner.expect(anything()).andExpect(header("Authorization", "Bearer t2")).andRespond(withSuccess());
		this.partnerSession.get("/x");
		this.partner.clock().advance(Duration.ofHours(1));
		this.partnerSession.get("/x");
	}

	@Test
	void rejectedTokenIsRenewed() {
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t1", 3600));
		this.partner.expect(anything()).andRespond(withUnauthorizedRequest());
		this.partner.expect(requestTo("https://login.partner.invalid/token")).andRespond(token("t2", 3600));
		this.partner.expect(anything()).andRespond(withSuccess());
		assertThat(this.partnerSession.get("/x").ok()).isTrue();
	}

	@Test
	void totalTimeoutPassesByTheClock() {
		this.github.expect(ExpectedCount.manyTimes(), anything())
			.andRespond(MockFaults.slow(Duration.ofSeconds(9), withStatus(HttpStatus.SERVICE_UNAVAILABLE)));
		assertThatExceptionOfType(TotalTimeoutException.class)
			.isThrownBy(() -> this.session.get("/x", (request) -> request.timeout(Duration.ofSeconds(5))));
		assertThat(realTime()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void clockCanBeMovedByHand() throws Exception {
		this.github.expect(anything()).andRespond(withTooManyRequests(20));
		this.github.expect(anything()).andRespond(withSuccess("done", MediaType.TEXT_PLAIN));
		this.github.clock().setJumping(false);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<String> text = thread.submit(() -> this.session.get("/x").text());
			await().until(() -> this.github.clock().waiting() == 1);
			assertThat(this.github.received()).hasSize(1);
			this.github.clock().advance(Duration.ofSeconds(20));
			assertThat(text.get(10, TimeUnit.SECONDS)).isEqualTo("done");
		}
		finally {
			thread.shutdownNow();
		}
	}

	@Test
	void waitsOfOneCallDoNotShortenAnother() throws Exception {
		this.github.ignoreExpectOrder(true);
		this.github.expect(ExpectedCount.times(16), requestTo("https://api.github.invalid/slow"))
			.andRespond(MockFaults.slow(Duration.ofSeconds(8), withSuccess("slow", MediaType.TEXT_PLAIN)));
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<Response>> calls = IntStream.range(0, 16)
				.mapToObj((i) -> threads.submit(() -> this.session.get("/slow")))
				.toList();
			for (Future<Response> call : calls) {
				assertThat(call.get(30, TimeUnit.SECONDS).text()).isEqualTo("slow");
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void readTimeoutIsThatOfTheMount() {
		this.github.expect(ExpectedCount.times(3), anything()).andRespond(MockFaults.timeout());
		assertThatExceptionOfType(ReadTimeoutException.class)
			.isThrownBy(() -> this.session.get("/reports/1", (request) -> request.timeout(Duration.ofMinutes(5))))
			.withMessageContaining("30000 ms");
	}

	private static ResponseCreator token(String value, int seconds) {
		return withSuccess(
				"{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}",
				MediaType.APPLICATION_JSON);
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
