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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests of timeouts of a second and more, with each kind of thread.
 */
@ParameterizedClass(name = "on a {0} thread, with TLS: {1}")
@MethodSource("threads")
class LongTimeoutTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Parameter(0)
	private ThreadKind thread;

	@Parameter(1)
	private boolean tls;

	private ScriptedServer server;

	private Session session;

	static Stream<Arguments> threads() {
		return ThreadKind.available()
			.flatMap((thread) -> Stream.of(false, true).map((tls) -> Arguments.of(thread, tls)));
	}

	@BeforeEach
	void start() {
		this.server = this.tls ? ScriptedServer.startTls() : ScriptedServer.start();
		this.session = Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> timeout.withRead(SECOND).withLease(SECOND))
			.retry((retry) -> retry.withMaxAttempts(1))
			.pool((pool) -> pool.withMaxConnections(1))
			.build();
	}

	@AfterEach
	void close() {
		this.session.close();
		this.server.close();
	}

	@Test
	void silentServerFailsOnlyItsCall() throws Exception {
		this.server.on("/silent", Faults.silence());
		this.server.on("/x", Reply.ok("ok"));
		assertThat(on(() -> this.session.get("/x").text())).isEqualTo("ok");
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> on(() -> this.session.get("/silent")))
			.withMessageContaining("1000 ms");
		assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(999), Duration.ofSeconds(8));
		assertThat(on(() -> this.session.get("/x").text())).isEqualTo("ok");
		assertThat(this.session.pool().leased()).isZero();
	}

	@Test
	void silenceWithinTheBodyFailsTheCall() {
		this.server.otherwise(Faults.silenceAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"));
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> on(() -> this.session.get("/x")));
	}

	@Test
	void slowBodyIsRead() throws Exception {
		this.server.otherwise(Faults.drip("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "x", Duration.ofMillis(250)));
		int read = on(() -> this.session.stream(HttpMethod.GET, "/x",
				(request) -> request.readTimeout(SECOND.multipliedBy(2)),
				(response) -> response.body().readNBytes(10).length));
		assertThat(read).isEqualTo(10);
	}

	@Test
	void busyPoolFailsTheCall() throws Exception {
		this.server.otherwise(Faults.silenceAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"));
		this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(LeaseTimeoutException.class).isThrownBy(() -> on(() -> this.session.get("/y")));
			assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(999), Duration.ofSeconds(8));
			return null;
		});
	}

	@Test
	void bodyIsSentWithoutInterimResponseAfterTimeout() throws Exception {
		this.server.otherwise(Reply.ok("ok"));
		HttpPost request = new HttpPost(this.server.url("/x"));
		request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
		request.setEntity(new StringEntity("body"));
		int status = on(() -> this.session.unwrap(HttpClient.class).execute(request, (response) -> response.getCode()));
		assertThat(status).isEqualTo(200);
		assertThat(this.server.request().text()).isEqualTo("body");
	}

	@Test
	void bodyIsSentAfterAnotherInterimResponseAndSilence() throws Exception {
		assumeFalse(this.tls, "the server of this test is plain");
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> hintAndRead(listener));
			HttpPost request = new HttpPost("http://127.0.0.1:" + listener.getLocalPort() + "/x");
			request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
			request.setEntity(new StringEntity("body"));
			int status = on(
					() -> this.session.unwrap(HttpClient.class).execute(request, (response) -> response.getCode()));
			assertThat(status).isEqualTo(204);
			assertThat(body.get(10, TimeUnit.SECONDS)).isEqualTo("body");
		}
	}

	/**
	 * Sends an interim response to the head, and the response after the body.
	 */
	private static String hintAndRead(ServerSocket listener) {
		try (Socket socket = listener.accept()) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
				assertThat(line).isNotNull();
			}
			socket.getOutputStream().write("HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			char[] body = new char[4];
			for (int count = 0; count < body.length;) {
				count += in.read(body, count, body.length - count);
			}
			socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			return new String(body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T> T on(Callable<T> call) throws Exception {
		return this.thread.call(call);
	}

}
