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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.HeadServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a server that sends endless TLS messages on an idle connection: key updates
 * (RFC 8446, section 4.6.3), or new handshakes (RFC 5246, section 7.4.1.1). A connection
 * with more unsolicited data than permitted is not reused. A handshake waits for the
 * client, so the connection looks quiet, and the total timeout ends it.
 */
@ParameterizedClass(name = "{0}, {1} thread")
@MethodSource("servers")
class TlsFloodRulesTests {

	private static final Duration LATEST = Duration.ofSeconds(10);

	/**
	 * The maximum duration of the first handshake in a JVM.
	 */
	private static final Duration HANDSHAKE = Duration.ofSeconds(30);

	@Parameter(0)
	private String protocol;

	@Parameter(1)
	private ThreadKind threads;

	@AutoClose
	private HeadServer server;

	@AutoClose
	private Session session;

	static Stream<Arguments> servers() {
		return Stream.of("TLSv1.2", "TLSv1.3")
			.flatMap((protocol) -> ThreadKind.available().map((threads) -> Arguments.of(protocol, threads)));
	}

	@BeforeEach
	void flood() throws Exception {
		this.server = HeadServer.start(this.protocol).answering((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
			exchange.flood();
		});
		this.session = Session.builder("test")
			.baseUrl(this.server.url(""))
			.ssl((ssl) -> ssl.withVerify(false))
			.timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(2)))
			.pool((pool) -> pool.withMaxConnections(1).withValidateAfterInactivity(Duration.ZERO))
			.build();
		assertThat(this.threads.call(() -> this.session.get("/first", (request) -> request.timeout(HANDSHAKE))).text())
			.isEqualTo("ok");
		// until the data fills all buffers
		await().pollDelay(Duration.ofMillis(300)).until(() -> true);
	}

	// tls-flood-total, tls-flood-renegotiation
	@Test
	@DisplayName("RULE 44: the check of a flooded idle connection ends, and another connection is used")
	void floodedConnectionIsNotUsed() throws Exception {
		assertEndsInTime(() -> this.session.get("/second").text());
	}

	// tls-flood-stream
	@Test
	@DisplayName("RULE 44: the check of a flooded idle connection ends for a stream as well")
	void floodedConnectionIsNotUsedByAStream() throws Exception {
		assertEndsInTime(() -> this.session.stream(HttpMethod.GET, "/second", (request) -> {
		}, (response) -> new String(response.body().readNBytes(2), StandardCharsets.US_ASCII)));
	}

	// tls-flood-interrupt
	@Test
	@DisplayName("RULE 44: a call on a flooded connection ends when it is interrupted")
	void interruptedCallEnds() throws Exception {
		AtomicReference<Thread> caller = new AtomicReference<>();
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Future<?> unused = calls.start(() -> {
				await().until(() -> caller.get() != null);
				caller.get().interrupt();
				return null;
			});
			Stopwatch stopwatch = Stopwatch.start();
			String outcome = this.threads.call(() -> {
				caller.set(Thread.currentThread());
				try {
					return this.session.get("/second", (request) -> request.timeout(Duration.ofSeconds(30))).text();
				}
				catch (SessionException ex) {
					return "failed";
				}
			});
			assertThat(outcome).isIn("ok", "failed");
			assertThat(stopwatch.elapsed()).isLessThan(LATEST);
		}
	}

	@Test
	@DisplayName("RULE 44: close() of a session with a flooded connection returns")
	void closeEnds() throws Exception {
		Stopwatch stopwatch = Stopwatch.start();
		this.threads.call(() -> {
			this.session.close();
			return null;
		});
		assertThat(stopwatch.elapsed()).isLessThan(LATEST);
	}

	private void assertEndsInTime(Callable<String> call) throws Exception {
		Stopwatch stopwatch = Stopwatch.start();
		String outcome = this.threads.call(() -> {
			try {
				return call.call();
			}
			catch (SessionException ex) {
				return "failed";
			}
		});
		assertThat(stopwatch.elapsed()).isLessThan(LATEST);
		assertThat(outcome).isEqualTo(this.protocol.equals("TLSv1.3") ? "ok" : "failed");
		assertThat(this.server.connections()).isEqualTo(this.protocol.equals("TLSv1.3") ? 2 : 1);
	}

}
