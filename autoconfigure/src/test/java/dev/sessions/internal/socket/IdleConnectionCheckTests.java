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

package dev.sessions.internal.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.ThreadKind;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of the check of an idle connection, with any kind of TLS and thread.
 */
@ParameterizedClass(name = "{0}, {1} thread")
@MethodSource("connections")
class IdleConnectionCheckTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Authority");

	private static final SSLContext OF_CLIENT = IssuedCertificate.trusting(AUTHORITY.trustStore());

	private static final SSLContext OF_SERVER = AUTHORITY.server().context(null);

	@Parameter(0)
	private Security security;

	@Parameter(1)
	private ThreadKind threads;

	private ServerSocket listener;

	private Socket client;

	private HoldingSocket server;

	private Socket secured;

	private OutputStream toClient;

	private InputStream fromClient;

	private ManagedHttpClientConnection connection;

	static Stream<Arguments> connections() {
		return Arrays.stream(Security.values())
			.flatMap((security) -> ThreadKind.available().map((threads) -> Arguments.of(security, threads)));
	}

	@BeforeEach
	void connect() throws Exception {
		this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		FutureTask<Socket> accepted = new FutureTask<>(() -> {
			this.server = new HoldingSocket(this.listener.accept());
			this.server.setTcpNoDelay(true);
			return this.security.accept(this.server);
		});
		new Thread(accepted, "server").start();
		this.client = ChannelSockets.INSTANCE.create(null);
		this.connection = ManagedHttpClientConnectionFactory.INSTANCE.createConnection(null);
		run(() -> {
			this.client.connect(this.listener.getLocalSocketAddress(), 10_000);
			this.client.setSoTimeout(10_000);
			Socket top = this.security.secure(this.client);
			if (top instanceof SSLSocket tls) {
				this.connection.bind(tls, this.client);
			}
			else {
				this.connection.bind(top);
			}
			return null;
		});
		this.secured = accepted.get(10, TimeUnit.SECONDS);
		this.toClient = this.secured.getOutputStream();
		this.fromClient = this.secured.getInputStream();
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
		this.listener.close();
	}

	@Test
	@DisplayName("RULE 32: a quiet connection is usable after any number of checks")
	void quietConnectionIsUsable() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(isUsable()).isTrue();
		}
		assertThat(this.client.getSoTimeout()).isEqualTo(10_000);
		assertWorks();
	}

	@Test
	@DisplayName("RULE 32: TLS messages on an idle connection leave it usable")
	void unreadTicketsLeaveItUsable() throws Exception {
		// TLS 1.3 sends tickets after the handshake, which are unread here
		if (this.security == Security.TLS_1_3) {
			await().until(() -> this.client.getInputStream().available() > 0);
		}
		assertThat(isUsable()).isTrue();
		assertThat(this.client.getInputStream().available()).isZero();
		assertWorks();
	}

	@Test
	@DisplayName("RULE 32: a connection closed by the server is detected")
	void closedConnectionIsDetected() throws Exception {
		this.secured.close();
		await().until(() -> !isUsable());
	}

	@Test
	@DisplayName("RULE 32: a connection closed by the server without a TLS alert is detected")
	void cutConnectionIsDetected() throws Exception {
		assertThat(isUsable()).isTrue();
		this.server.close();
		await().until(() -> !isUsable());
	}

	@Test
	@DisplayName("RULE 32: a connection reset by the server is detected")
	void resetConnectionIsDetected() throws Exception {
		this.server.setSoLinger(true, 0);
		this.server.close();
		await().until(() -> !isUsable());
	}

	@Test
	@DisplayName("RULE 32: a connection with unsolicited bytes is detected, repeatedly")
	void dirtyConnectionIsDetected() throws Exception {
		send("HTTP/1.1 408 Request Timeout\r\n\r\n");
		await().until(() -> !isUsable());
		assertThat(isUsable()).isFalse();
	}

	@Test
	@DisplayName("RULE 32: a connection with a single unsolicited byte is detected")
	void singleByteIsDetected() throws Exception {
		send("H");
		await().until(() -> !isUsable());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 5, 9 })
	@DisplayName("RULE 32: a check in the middle of a TLS record loses no byte")
	void partOfARecordIsKept(int length) throws Exception {
		assertThat(isUsable()).isTrue();
		this.server.hold();
		send("0123456789");
		byte[] sent = this.server.held();
		OutputStream wire = this.server.wire();
		wire.write(sent, 0, length);
		await().until(() -> this.client.getInputStream().available() > 0);
		// an incomplete record is not input yet, but plain text is
		assertThat(isUsable()).isEqualTo(this.security != Security.NONE);
		wire.write(sent, length, sent.length - length);
		if (this.security != Security.NONE) {
			InputStream in = this.connection.getSocket().getInputStream();
			assertThat(run(() -> new String(in.readNBytes(10), StandardCharsets.US_ASCII))).isEqualTo("0123456789");
		}
	}

	// tls-flood-total
	@Test
	@DisplayName("RULE 44: a check ends on a connection flooded with TLS messages, and detects it")
	void floodedConnectionIsDetected() throws Exception {
		assumeTrue(this.security == Security.TLS_1_3);
		Thread flood = new Thread(() -> {
			try {
				while (true) {
					((SSLSocket) this.secured).startHandshake();
				}
			}
			catch (IOException ex) {
				// the connection is closed
			}
		}, "flood");
		flood.setDaemon(true);
		flood.start();
		await().until(() -> this.client.getInputStream().available() > 40_000);
		assertThat(isUsable()).isFalse();
		assertThat(run(() -> IdleConnectionCheck.staysUsable(this.connection))).isFalse();
	}

	@Test
	@DisplayName("RULE 32: a connection that stays quiet stays usable")
	void quietConnectionStaysUsable() throws Exception {
		assertThat(run(() -> IdleConnectionCheck.staysUsable(this.connection))).isTrue();
		assertWorks();
	}

	@Test
	@DisplayName("RULE 32: a connection closed by the server does not stay usable")
	void closedConnectionDoesNotStayUsable() throws Exception {
		this.secured.close();
		await().until(() -> !run(() -> IdleConnectionCheck.staysUsable(this.connection)));
	}

	@Test
	@DisplayName("RULE 32: a connection closed by the client is detected")
	void connectionClosedHereIsDetected() throws Exception {
		run(() -> {
			this.connection.close();
			return null;
		});
		assertThat(isUsable()).isFalse();
	}

	@Test
	@DisplayName("RULE 32: an interrupted thread can check, and leaves the connection unchanged")
	void interruptedThreadChecks() throws Exception {
		boolean usable = run(() -> {
			Thread.currentThread().interrupt();
			try {
				return IdleConnectionCheck.isUsable(this.connection);
			}
			finally {
				assertThat(Thread.interrupted()).isTrue();
			}
		});
		assertThat(usable).isTrue();
		assertWorks();
	}

	private boolean isUsable() throws Exception {
		return run(() -> IdleConnectionCheck.isUsable(this.connection));
	}

	/**
	 * Check that both ends still communicate, so no byte was lost.
	 */
	private void assertWorks() throws Exception {
		Socket socket = this.connection.getSocket();
		run(() -> {
			socket.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
			return null;
		});
		assertThat(new String(this.fromClient.readNBytes(4), StandardCharsets.US_ASCII)).isEqualTo("ping");
		send("pong");
		assertThat(run(() -> new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII)))
			.isEqualTo("pong");
	}

	private void send(String text) throws IOException {
		this.toClient.write(text.getBytes(StandardCharsets.US_ASCII));
		this.toClient.flush();
	}

	private <T> T run(Callable<T> task) throws Exception {
		return this.threads.call(task);
	}

	/**
	 * A connection whose output can be held back.
	 */
	private static final class HoldingSocket extends Socket {

		private final Socket socket;

		private @Nullable ByteArrayOutputStream held;

		HoldingSocket(Socket socket) {
			this.socket = socket;
		}

		void hold() {
			this.held = new ByteArrayOutputStream();
		}

		byte[] held() {
			return this.held.toByteArray();
		}

		OutputStream wire() throws IOException {
			return this.socket.getOutputStream();
		}

		@Override
		public OutputStream getOutputStream() throws IOException {
			OutputStream wire = wire();
			return new OutputStream() {

				@Override
				public void write(int b) throws IOException {
					write(new byte[] { (byte) b }, 0, 1);
				}

				@Override
				public void write(byte[] bytes, int offset, int length) throws IOException {
					OutputStream out = (HoldingSocket.this.held != null) ? HoldingSocket.this.held : wire;
					out.write(bytes, offset, length);
				}

			};
		}

		@Override
		public InputStream getInputStream() throws IOException {
			return this.socket.getInputStream();
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public int getPort() {
			return this.socket.getPort();
		}

		@Override
		public void setTcpNoDelay(boolean on) throws SocketException {
			this.socket.setTcpNoDelay(on);
		}

		@Override
		public void setSoLinger(boolean on, int seconds) throws SocketException {
			this.socket.setSoLinger(on, seconds);
		}

		@Override
		public synchronized int getSoTimeout() throws SocketException {
			return this.socket.getSoTimeout();
		}

		@Override
		public synchronized void setSoTimeout(int timeout) throws SocketException {
			this.socket.setSoTimeout(timeout);
		}

		@Override
		public synchronized void close() throws IOException {
			this.socket.close();
		}

	}

	/**
	 * The layers of TLS of the connection.
	 */
	enum Security {

		NONE(null) {

			@Override
			Socket secure(Socket client) {
				return client;
			}

			@Override
			Socket accept(Socket server) {
				return server;
			}

		},

		TLS_1_2("TLSv1.2"),

		TLS_1_3("TLSv1.3"),

		TLS_IN_TLS("TLSv1.3") {

			@Override
			Socket secure(Socket client) throws IOException {
				return super.secure(super.secure(client));
			}

			@Override
			Socket accept(Socket server) throws IOException {
				return super.accept(super.accept(server));
			}

		};

		private final @Nullable String protocol;

		Security(@Nullable String protocol) {
			this.protocol = protocol;
		}

		Socket secure(Socket client) throws IOException {
			SSLSocket socket = (SSLSocket) OF_CLIENT.getSocketFactory()
				.createSocket(client, "127.0.0.1", client.getPort(), true);
			return handshake(socket);
		}

		Socket accept(Socket server) throws IOException {
			SSLSocket socket = (SSLSocket) OF_SERVER.getSocketFactory()
				.createSocket(server, "127.0.0.1", server.getPort(), true);
			socket.setUseClientMode(false);
			return handshake(socket);
		}

		private Socket handshake(SSLSocket socket) throws IOException {
			socket.setEnabledProtocols(new String[] { this.protocol });
			socket.startHandshake();
			return socket;
		}

	}

}
