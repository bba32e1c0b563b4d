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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that no error retains a connection.
 */
class LeakRulesTests {

	private static final int CONNECTIONS = 4;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.pool((pool) -> pool.withMaxConnections(CONNECTIONS))
		.timeout((timeout) -> timeout.withRead(Duration.ofMillis(100)).withTotal(Duration.ofSeconds(10)))
		.redirects((redirects) -> redirects.withMax(3))
		.limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(1)))
		.retry((retry) -> retry.withMaxAttempts(2)
			.withBackoff(retry.backoff().withDelay(Duration.ZERO))
			.withBudget(new RetryBudgetSettings(1, 1000)))
		.build();

	private final Map<String, ThrowingCallable> faults = new LinkedHashMap<>();

	@BeforeEach
	void collectFaults() {
		serve();
		for (String path : List.of("/truncated", "/truncated-chunks", "/truncated-gzip", "/truncated-head", "/garbage",
				"/close", "/reset", "/large", "/large-chunked", "/bomb", "/bad-gzip", "/loop", "/bad-location", "/ftp",
				"/large-redirect", "/busy")) {
			this.faults.put("GET " + path, () -> this.session.get(path));
		}
		this.faults.put("POST and reset", () -> this.session.post("/reset", (request) -> request.body("order")));
		this.faults.put("HEAD and close", () -> this.session.head("/close"));
		this.faults.put("not JSON", () -> this.session.get("/text").as(Thing.class));
		this.faults.put("not found", () -> this.session.get("/missing").raiseForStatus());
		this.faults.put("RestClient, truncated", () -> rest("/truncated"));
		this.faults.put("RestClient, too large", () -> rest("/large"));
		this.faults.put("RestClient, error status", () -> rest("/missing"));
		this.faults.put("RestClient, not JSON",
				() -> this.session.restClient().get().uri("/text").retrieve().body(Thing.class));
		this.faults.put("RestClient, failing reader",
				() -> this.session.restClient().get().uri("/text").exchange((request, response) -> {
					throw new IllegalStateException("reader");
				}));
		this.faults.put("RestClient, body not read",
				() -> this.session.restClient().get().uri("/text").exchange((request, response) -> "unread"));
		this.faults.put("HttpClient, truncated", () -> raw("/truncated"));
		this.faults.put("HttpClient, failing handler", () -> this.session.unwrap(HttpClient.class)
			.execute(ClassicRequestBuilder.get(this.server.url("/text")).build(), (response) -> {
				throw new IOException("handler");
			}));
		this.faults.put("HttpClient, body not read", () -> raw("/text"));
		this.faults.put("refused", () -> this.session.get("http://127.0.0.1:1/"));
		this.faults.put("failing supplier",
				() -> this.session.get("/text", (request) -> request.auth(Credentials.bearer(() -> {
					throw new IllegalStateException("supplier");
				}))));
	}

	private void serve() {
		String large = "x".repeat(5000);
		this.server.on("/truncated", Faults.truncatedBody())
			.on("/truncated-chunks", Faults.truncatedChunks())
			.on("/truncated-gzip", Faults.truncatedGzip())
			.on("/truncated-head", Faults.truncatedHead())
			.on("/garbage", Faults.garbage())
			.on("/close", Faults.closeWithoutAnswer())
			.on("/reset", Faults.reset())
			.on("/large", Reply.ok(large))
			.on("/large-chunked", Reply.ok(large).chunked())
			.on("/bomb", Reply.ok("0".repeat(100_000)).gzip())
			.on("/bad-gzip", Reply.ok("not compressed").header("Content-Encoding", "gzip"))
			.on("/loop", Reply.redirect(302, "/loop"))
			.on("/bad-location", Reply.redirect(302, "http://[").body("moved"))
			.on("/ftp", Reply.redirect(302, "ftp://127.0.0.1/").body("moved"))
			.on("/large-redirect", Reply.redirect(302, "/text").body("x".repeat(500_000)))
			.on("/busy", Reply.status(503).body("busy"))
			.on("/text", Reply.ok("text").header("Content-Type", "application/json"))
			.on("/silence", Faults.silence())
			.on("/drip", Faults.drippingBody(Duration.ofMillis(20)));
	}

	@Test
	@DisplayName("RULE 33: 1000 faulty exchanges, then a full pool")
	void everyErrorPathReturnsItsConnection() throws Exception {
		List<ThrowingCallable> all = new ArrayList<>(this.faults.values());
		AtomicInteger failed = new AtomicInteger();
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < CONNECTIONS; thread++) {
			int first = thread;
			done.add(this.calls.start(() -> {
				for (int i = first; i < 1000; i += CONNECTIONS) {
					if (catchThrowable(all.get(i % all.size())) != null) {
						failed.incrementAndGet();
					}
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
		assertThat(failed).hasValueGreaterThan(800);
		assertThatPoolIsFull();
	}

	@Test
	@DisplayName("RULE 33: each kind of fault separately")
	void everyKindOfFault() {
		this.faults.forEach((name, fault) -> {
			Throwable thrown = catchThrowable(fault);
			assertThat(this.session.pool().leased()).as(name + ", " + thrown).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/truncated", "/truncated-chunks", "/truncated-gzip", "/large", "/large-chunked",
			"/silence", "/drip" })
	@DisplayName("RULE 33: the end of a streamed body returns the connection, however it ends")
	void endOfRawBodyReturnsItsConnection(String path) {
		Throwable thrown = catchThrowable(() -> {
			ClassicHttpResponse response = this.session.unwrap(HttpClient.class)
				.executeOpen(null, ClassicRequestBuilder.get(this.server.url(path)).build(), null);
			response.getEntity().getContent().readAllBytes();
		});
		assertThat(this.session.pool().leased()).as("%s", thrown).isZero();
	}

	@Test
	@DisplayName("RULE 33: closing a streamed body before its end returns the connection")
	void closeOfRawBodyReturnsItsConnection() throws IOException {
		this.server.on("/endless", Reply.ok("x".repeat(500_000)));
		try (Session unlimited = Session.builder("test").baseUrl(this.server.url()).build()) {
			ClassicHttpResponse response = unlimited.unwrap(HttpClient.class)
				.executeOpen(null, ClassicRequestBuilder.get(this.server.url("/endless")).build(), null);
			response.getEntity().getContent().close();
			assertThat(unlimited.pool().leased()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/silence", "/drip" })
	@DisplayName("RULE 33: timeouts return their connections")
	void timeoutsReturnTheirConnections(String path) throws Exception {
		for (int i = 0; i < 2 * CONNECTIONS; i++) {
			assertThat(catchThrowable(
					() -> this.session.get(path, (request) -> request.timeout(Duration.ofMillis(150)).maxAttempts(1))))
				.isInstanceOf(SessionException.class);
		}
		assertThatPoolIsFull();
	}

	@Test
	@DisplayName("RULE 33: interrupted calls return their connections")
	void interruptedCallsReturnTheirConnections() throws Exception {
		for (int i = 0; i < 2 * CONNECTIONS; i++) {
			Gate gate = new Gate();
			this.server.on("/held", gate.then(Reply.ok("held")));
			try (BackgroundCalls interrupted = new BackgroundCalls()) {
				Future<Response> future = interrupted.start(() -> this.session.get("/held"));
				gate.awaitArrivals(1);
				future.cancel(true);
			}
			gate.open();
		}
		assertThatPoolIsFull();
	}

	private void assertThatPoolIsFull() throws Exception {
		assertThat(this.session.pool().leased()).isZero();
		assertThat(this.session.pool().pending()).isZero();
		Gate gate = new Gate();
		this.server.on("/gate", gate.then(Reply.ok("through")));
		List<Future<Response>> responses = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			responses.add(this.calls.start(() -> this.session.get("/gate",
					(request) -> request.timeout(Duration.ofSeconds(10)).maxAttempts(9))));
		}
		gate.awaitArrivals(CONNECTIONS);
		gate.open();
		for (Future<Response> response : responses) {
			assertThat(response.get().text()).isEqualTo("through");
		}
		assertThat(this.session.pool().leased()).isZero();
	}

	private Object rest(String path) {
		return this.session.restClient().get().uri(path).retrieve().toEntity(String.class);
	}

	private Object raw(String path) throws IOException {
		return this.session.unwrap(HttpClient.class)
			.execute(ClassicRequestBuilder.get(this.server.url(path)).build(), (response) -> response.getCode());
	}

	record Thing(String name) {

	}

}
