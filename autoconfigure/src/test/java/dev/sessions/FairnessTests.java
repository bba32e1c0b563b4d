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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.DeafPort;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.TlsIdentity;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Verifies that a session whose servers hang, in each phase of a call, does not slow down
 * another session: the resources that all sessions share never wait for a server.
 */
class FairnessTests {

	private static final int CONNECTIONS = 4;

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final byte[] LARGE = new byte[20_000_000];

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer hanging = ScriptedServer.start();

	@AutoClose
	private final DeafPort withoutHandshake = new DeafPort();

	@AutoClose
	private final SSLServerSocket withoutReading = withoutReading();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session victim = Session.builder("victim")
		.baseUrl(this.hanging.url())
		.ssl((ssl) -> ssl.withVerify(false))
		.pool((pool) -> pool.withMaxConnections(4 * CONNECTIONS).withMaxConnectionsPerRoute(CONNECTIONS))
		.timeout((timeout) -> timeout.withConnect(Duration.ofMinutes(1))
			.withRead(Duration.ofMinutes(1))
			.withLease(Duration.ofMinutes(1)))
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	@AutoClose
	private final Session other = Session.builder("other")
		.baseUrl(this.server.url())
		.pool((pool) -> pool.withMaxIdleTime(SHORT))
		.timeout((timeout) -> timeout.withConnect(SHORT))
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	@BeforeEach
	void hang() throws Exception {
		this.server.on("/x", Reply.ok("ok")).on("/drip", Faults.drippingBody(Duration.ofMillis(20)));
		Gate gate = new Gate();
		this.hanging.on("/drip", Faults.drippingBody(Duration.ofMillis(20))).otherwise(gate.then(Faults.silence()));
		gate.open();
		String unread = "https://localhost:" + this.withoutReading.getLocalPort() + "/x";
		List<Future<?>> hung = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			hung.add(this.calls.start(() -> this.victim.get("/silent")));
			hung.add(this.calls.start(() -> this.victim.post(unread, (request) -> request.body(LARGE))));
			hung.add(this.calls.start(() -> this.victim.get(this.withoutHandshake.url("https", "/x"))));
		}
		gate.awaitArrivals(CONNECTIONS);
		await().until(() -> this.victim.pool().leased() == 3 * CONNECTIONS);
		for (int i = 0; i < CONNECTIONS; i++) {
			hung.add(this.calls.start(() -> this.victim.get("/waiting")));
		}
		await().until(() -> this.victim.pool().pending() == CONNECTIONS);
		assertThat(hung).noneMatch(Future::isDone);
	}

	private static SSLServerSocket withoutReading() {
		try {
			SSLServerSocket listener = (SSLServerSocket) TlsIdentity.shared()
				.context()
				.getServerSocketFactory()
				.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
			Thread acceptor = new Thread(() -> shakeHands(listener), "without-reading");
			acceptor.setDaemon(true);
			acceptor.start();
			return listener;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void shakeHands(SSLServerSocket listener) {
		List<Socket> connections = new ArrayList<>();
		try {
			while (true) {
				SSLSocket connection = (SSLSocket) listener.accept();
				connections.add(connection);
				connection.startHandshake();
			}
		}
		catch (IOException ex) {
			connections.forEach(FairnessTests::close);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// the connection is closed anyway
		}
	}

	@Test
	void callsOfAnotherSessionContinue() {
		Stopwatch stopwatch = Stopwatch.start();
		for (int i = 0; i < 100; i++) {
			assertThat(this.other.get("/x").text()).isEqualTo("ok");
		}
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void deadlinesOfAnotherSessionAreKept() {
		assertThatEndsInTime(() -> this.other.get("/drip", (request) -> request.timeout(SHORT)),
				TotalTimeoutException.class);
	}

	@Test
	void deadlinesOfAnotherSessionAreKeptWhileHangingCallsEnd() throws Exception {
		String unread = "https://localhost:" + this.withoutReading.getLocalPort() + "/x";
		try (Session ending = Session.builder("ending").ssl((ssl) -> ssl.withVerify(false)).build()) {
			List<Future<Throwable>> ends = new ArrayList<>();
			for (int i = 0; i < 2 * CONNECTIONS; i++) {
				ends.add(this.calls.start(() -> catchThrowable(
						() -> ending.post(unread, (request) -> request.body(LARGE).timeout(SHORT)))));
			}
			deadlinesOfAnotherSessionAreKept();
			for (Future<Throwable> end : ends) {
				assertThat(end.get()).isInstanceOf(TotalTimeoutException.class);
			}
		}
	}

	@Test
	void handshakesOfAnotherSessionTimeOut() {
		assertThatEndsInTime(() -> this.other.get(this.withoutHandshake.url("https", "/x")),
				ConnectTimeoutException.class);
	}

	@Test
	void idleConnectionsOfAnotherSessionAreClosed() {
		this.other.get("/x");
		await().atMost(PATIENCE).until(() -> this.server.open() == 0);
		assertThat(this.other.pool().available()).isZero();
	}

	@Test
	void anotherSessionCloses() {
		this.other.get("/x");
		Stopwatch stopwatch = Stopwatch.start();
		this.other.close();
		assertThat(stopwatch.elapsed()).isLessThan(PATIENCE);
	}

	private static void assertThatEndsInTime(ThrowingCallable call, Class<? extends SessionException> end) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(catchThrowable(call)).isInstanceOf(end);
		assertThat(stopwatch.elapsed()).isBetween(SHORT, SHORT.plus(PATIENCE));
	}

}
