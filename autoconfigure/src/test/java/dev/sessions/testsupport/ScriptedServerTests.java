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

package dev.sessions.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ScriptedServer}.
 */
class ScriptedServerTests {

	@Test
	void recordsRequestsAsReceived() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(); Socket client = connect(server)) {
			server.otherwise(Reply.ok("first"), Reply.ok("last"));
			write(client, "POST /a%2Fb?q=1 HTTP/1.1\r\nX-Two: 1\r\nx-two:  2 \r\nContent-Length: 4\r\n\r\nbody");
			assertThat(read(client)).endsWith("\r\n\r\nfirst");
			write(client, "PUT * HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
			assertThat(read(client)).endsWith("\r\n\r\nlast");
			ReceivedRequest first = server.requests().get(0);
			assertThat(first.method()).isEqualTo("POST");
			assertThat(first.target()).isEqualTo("/a%2Fb?q=1");
			assertThat(first.headers()).containsExactly(new HeaderLine("X-Two", "1"), new HeaderLine("x-two", "2"),
					new HeaderLine("Content-Length", "4"));
			assertThat(first.headers("X-TWO")).containsExactly("1", "2");
			assertThat(first.text()).isEqualTo("body");
			assertThat(server.requests().get(1).text()).isEqualTo("abcde");
			assertThat(server.requests()).extracting(ReceivedRequest::connection).containsExactly(1, 1);
			assertThat(server.accepted()).isEqualTo(1);
			assertThat(server.open()).isEqualTo(1);
		}
	}

	@Test
	void answersByPathBeforeOtherAnswers() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(); Socket client = connect(server)) {
			server.on("/a", Reply.ok("1"), Reply.ok("2")).otherwise(Reply.ok("other"));
			for (String expected : new String[] { "1", "2", "2" }) {
				write(client, "GET /a?x HTTP/1.1\r\n\r\n");
				assertThat(read(client)).endsWith("\r\n\r\n" + expected);
			}
			write(client, "GET /b HTTP/1.1\r\n\r\n");
			assertThat(read(client)).endsWith("\r\n\r\nother");
		}
	}

	@Test
	void noticesClosedConnections() throws IOException {
		try (ScriptedServer server = ScriptedServer.start()) {
			Socket client = connect(server);
			await().until(() -> server.open() == 1);
			client.close();
			await().until(() -> server.open() == 0);
			assertThat(server.accepted()).isEqualTo(1);
		}
	}

	@Test
	void recordsInvalidRequests() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(); Socket client = connect(server)) {
			write(client, "GET /a b HTTP/1.1\r\n\r\n");
			assertThat(read(client)).isEmpty();
			assertThat(server.requests()).isEmpty();
			await().untilAsserted(() -> assertThat(server.faults()).hasSize(1));
		}
	}

	@Test
	void endsItsThreadsWhenClosed() throws Exception {
		int port;
		try (ScriptedServer server = ScriptedServer.start();
				Socket waiting = connect(server);
				Socket held = connect(server);
				Socket silent = connect(server)) {
			port = server.port();
			Gate gate = new Gate();
			server.on("/gate", gate.then(Reply.ok(""))).on("/silence", Faults.silence());
			write(held, "GET /gate HTTP/1.1\r\n\r\n");
			write(silent, "GET /silence HTTP/1.1\r\n\r\n");
			gate.awaitArrivals(1);
			await().until(() -> server.requests().size() == 2);
			assertThat(threadsOf(port)).isEqualTo(4);
			assertThat(waiting.isConnected()).isTrue();
		}
		assertThat(threadsOf(port)).isZero();
	}

	@Test
	void connectToUnresponsivePortDoesNotEnd() throws IOException {
		try (UnresponsivePort port = new UnresponsivePort(); Socket client = new Socket()) {
			InetSocketAddress address = new InetSocketAddress(Loopback.address(), port.number());
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.connect(address, 300));
		}
	}

	@Test
	void pauseEndsWhenTheClientCloses() throws IOException {
		try (ScriptedServer server = ScriptedServer.start()) {
			server.otherwise((request, connection) -> connection.pause(Duration.ofMinutes(1)));
			try (Socket client = connect(server)) {
				write(client, "GET /a HTTP/1.1\r\n\r\n");
				await().until(() -> server.requests().size() == 1);
			}
			await().until(() -> server.open() == 0);
		}
	}

	private static long threadsOf(int port) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("scripted-server-" + port + "-"))
			.count();
	}

	private static Socket connect(ScriptedServer server) throws IOException {
		Socket socket = new Socket();
		socket.connect(new InetSocketAddress(Loopback.address(), server.port()), 5000);
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String read(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] buffer = new byte[10_000];
		int length = in.read(buffer);
		return new String(buffer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
	}

}
