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

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import dev.sessions.testsupport.UnresponsivePort;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Verifies that a socket on top of a channel behaves like any other, with each kind of
 * thread.
 */
@ParameterizedClass(name = "opened on a {0} thread, used on a {1} one")
@MethodSource("threads")
class ChannelSocketTests {

	@Parameter(0)
	private ThreadKind opener;

	@Parameter(1)
	private ThreadKind user;

	private ServerSocket listener;

	private Socket client;

	private Socket server;

	static Stream<Arguments> threads() {
		return ThreadKind.available()
			.flatMap((opener) -> ThreadKind.available().map((user) -> Arguments.of(opener, user)));
	}

	@BeforeEach
	void connect() throws Exception {
		this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.client = ChannelSockets.INSTANCE.create(null);
		this.client.setTcpNoDelay(true);
		this.opener.call(() -> {
			this.client.connect(this.listener.getLocalSocketAddress(), 10_000);
			return null;
		});
		this.server = this.listener.accept();
		this.server.setTcpNoDelay(true);
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
		this.listener.close();
	}

	@Test
	void addressesAreKnown() throws IOException {
		assertThat(this.client.getRemoteSocketAddress()).isEqualTo(this.listener.getLocalSocketAddress());
		assertThat(this.client.getLocalSocketAddress()).isEqualTo(this.server.getRemoteSocketAddress());
		assertThat(this.client.isConnected()).isTrue();
		assertThat(this.client.isBound()).isTrue();
	}

	@Test
	void optionsAreKept() throws IOException {
		this.client.setSoTimeout(1234);
		this.client.setSoLinger(true, 5);
		this.client.setKeepAlive(true);
		this.client.setReuseAddress(true);
		this.client.setOption(StandardSocketOptions.SO_SNDBUF, 50_000);
		assertThat(this.client.getSoTimeout()).isEqualTo(1234);
		assertThat(this.client.getSoLinger()).isEqualTo(5);
		assertThat(this.client.getKeepAlive()).isTrue();
		assertThat(this.client.getReuseAddress()).isTrue();
		assertThat(this.client.getTcpNoDelay()).isTrue();
		assertThat(this.client.getSendBufferSize()).isGreaterThanOrEqualTo(50_000);
		this.client.setSoLinger(false, 0);
		assertThat(this.client.getSoLinger()).isEqualTo(-1);
		this.client.setTrafficClass(8);
		this.client.setReceiveBufferSize(40_000);
		assertThat(this.client.getReceiveBufferSize()).isPositive();
		assertThat(this.client.supportedOptions()).contains(StandardSocketOptions.TCP_NODELAY, NonBlockingReads.OPTION);
	}

	@Test
	void transfersBytes() throws Exception {
		InputStream in = this.client.getInputStream();
		use(() -> {
			this.client.getOutputStream().write(200);
			return null;
		});
		assertThat(this.server.getInputStream().read()).isEqualTo(200);
		this.server.getOutputStream().write(new byte[] { 1, 2, 3 });
		assertThat(use(() -> in.readNBytes(3))).containsExactly(1, 2, 3);
		this.server.close();
		assertThat(read()).isEqualTo(-1);
		assertThat(read()).isEqualTo(-1);
	}

	@Test
	void transfersMoreThanTheBuffersBothWays() throws Exception {
		byte[] sent = new byte[5_000_000];
		for (int i = 0; i < sent.length; i++) {
			sent[i] = (byte) ((i * 31) >> 3);
		}
		CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> {
			try {
				byte[] received = this.server.getInputStream().readNBytes(sent.length);
				this.server.getOutputStream().write(received);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		use(() -> {
			this.client.getOutputStream().write(sent, 0, sent.length);
			return null;
		});
		assertThat(use(() -> this.client.getInputStream().readNBytes(sent.length))).isEqualTo(sent);
		echo.get(10, TimeUnit.SECONDS);
	}

	@Test
	void readTimesOut() throws Exception {
		this.client.setSoTimeout(50);
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> read());
		assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(49));
		this.server.getOutputStream().write(7);
		this.client.setSoTimeout(10_000);
		assertThat(read()).isEqualTo(7);
	}

	@Test
	void longReadTimesOut() throws Exception {
		this.client.setSoTimeout(1000);
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> read());
		assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(999), Duration.ofSeconds(8));
	}

	@Test
	void bytesThatArriveBeforeALongTimeoutAreRead() throws Exception {
		this.client.setSoTimeout(2000);
		OutputStream out = this.server.getOutputStream();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			try {
				for (int i = 0; i < 2400; i += 100) {
					out.write(i / 100);
					Thread.sleep(100);
				}
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		for (int i = 0; i < 24; i++) {
			assertThat(read()).isEqualTo(i);
		}
		writer.get(10, TimeUnit.SECONDS);
	}

	@Test
	void longPassingReadLeavesTheInputOpen() throws Exception {
		this.client.setSoTimeout(1000);
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> use(() -> PassingReads.on(this.client, () -> this.client.getInputStream().read() >= 0)));
		assertThat(this.client.getOption(PassingReads.OPTION)).isFalse();
		this.client.setSoTimeout(10_000);
		this.server.getOutputStream().write(7);
		assertThat(read()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 30_000 })
	@DisplayName("RULE 35: closing wakes a reader")
	void closeWakesReader(int timeout) throws Exception {
		this.client.setSoTimeout(timeout);
		Failing reader = failing(() -> this.client.getInputStream().read());
		this.client.close();
		assertThat(reader.failure()).isInstanceOf(SocketException.class).isNotInstanceOf(ConnectException.class);
		assertThat(this.client.isClosed()).isTrue();
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	@DisplayName("RULE 35: closing wakes a writer")
	void closeWakesWriter() throws Exception {
		Failing writer = failing(() -> {
			this.client.getOutputStream().write(new byte[50_000_000]);
			return null;
		});
		this.client.close();
		assertThat(writer.failure()).isInstanceOf(SocketException.class);
	}

	@Test
	void closingWithoutLingerResets() throws Exception {
		this.client.setSoLinger(true, 0);
		this.client.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.server.getInputStream().read())
			.withMessageContaining("reset");
	}

	@Test
	void resetIsAnException() throws Exception {
		this.server.setSoLinger(true, 0);
		this.server.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> read()).withMessageContaining("reset");
	}

	@Test
	void writingToAClosedConnectionIsASocketException() throws Exception {
		this.server.setSoLinger(true, 0);
		this.server.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> use(() -> {
			while (true) {
				this.client.getOutputStream().write(1);
			}
		}));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 30_000 })
	@DisplayName("RULE 35: an interrupt wakes a reader")
	void interruptWakesReader(int timeout) throws Exception {
		this.client.setSoTimeout(timeout);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Failing reader = failing(() -> {
			try {
				return this.client.getInputStream().read();
			}
			finally {
				interrupted.complete(Thread.currentThread().isInterrupted());
			}
		});
		reader.thread().interrupt();
		assertThat(reader.failure()).isInstanceOfAny(InterruptedIOException.class, SocketException.class)
			.isNotInstanceOf(SocketTimeoutException.class);
		assertThat(interrupted.get()).isTrue();
	}

	@Test
	void halfClosedConnectionIsReadToItsEnd() throws Exception {
		this.client.shutdownOutput();
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
		this.server.getOutputStream().write(9);
		assertThat(read()).isEqualTo(9);
	}

	@Test
	void refusedConnectionIsAConnectException() throws Exception {
		int port = this.listener.getLocalPort();
		this.listener.close();
		try (Socket socket = ChannelSockets.INSTANCE.create(null)) {
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> use(() -> {
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
				return null;
			}));
		}
	}

	@Test
	void unknownHostIsAnUnknownHostException() throws Exception {
		try (Socket socket = ChannelSockets.INSTANCE.create(null)) {
			assertThatExceptionOfType(UnknownHostException.class)
				.isThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("unknown.invalid", 80), 5000));
		}
	}

	@Test
	@DisplayName("RULE 26: connecting times out")
	void connectingTimesOut() throws Exception {
		try (UnresponsivePort port = new UnresponsivePort(); Socket socket = ChannelSockets.INSTANCE.create(null)) {
			InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(),
					URI.create(port.url("/")).getPort());
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> use(() -> {
				socket.connect(target, 100);
				return null;
			}));
		}
	}

	@Test
	@DisplayName("RULE 35: closing wakes a connecting thread")
	@SuppressWarnings("try") // it is closed while it connects
	void closeWakesConnecting() throws Exception {
		try (UnresponsivePort port = new UnresponsivePort(); Socket socket = ChannelSockets.INSTANCE.create(null)) {
			socket.setSoTimeout(1);
			InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(),
					URI.create(port.url("/")).getPort());
			Failing connecting = failing(() -> {
				socket.connect(target, 20_000);
				return null;
			});
			socket.close();
			assertThat(connecting.failure()).isInstanceOf(SocketException.class);
		}
	}

	private int read() throws Exception {
		return use(() -> this.client.getInputStream().read());
	}

	private <T> T use(Callable<T> task) throws Exception {
		return this.user.call(task);
	}

	/**
	 * Start an operation that will fail, and return once it waits for the peer.
	 */
	private Failing failing(Callable<?> task) throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		FutureTask<Throwable> failure = new FutureTask<>(() -> {
			thread.complete(Thread.currentThread());
			try {
				task.call();
				return new AssertionError("It did not fail");
			}
			catch (IOException ex) {
				return ex;
			}
		});
		this.user.start(failure);
		Failing failing = new Failing(thread.get(5, TimeUnit.SECONDS), failure);
		await().until(failing::isWaiting);
		return failing;
	}

	/**
	 * A waiting operation and its failure.
	 */
	private record Failing(Thread thread, FutureTask<Throwable> task) {

		/**
		 * A platform thread waits in a system call.
		 */
		boolean isWaiting() {
			List<StackTraceElement> stack = List.of(this.thread.getStackTrace());
			return stack.stream().anyMatch((frame) -> frame.getClassName().equals(ChannelIo.class.getName()))
					&& (stack.get(0).isNativeMethod() || this.thread.getState() != Thread.State.RUNNABLE);
		}

		Throwable failure() throws Exception {
			return this.task.get(5, TimeUnit.SECONDS);
		}

	}

}
