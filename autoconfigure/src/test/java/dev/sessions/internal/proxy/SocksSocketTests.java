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

package dev.sessions.internal.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.socket.ChannelSockets;
import dev.sessions.settings.ProxyServer;
import dev.sessions.settings.ProxyServer.Scheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the bytes of RFC 1928 and RFC 1929.
 */
class SocksSocketTests {

	private static final SocketAddress TARGET = InetSocketAddress.createUnresolved("example.org", 443);

	private static final String CONNECT = "05010003" + "0b" + "6578616d706c652e6f7267" + "01bb";

	private static final String TARGET_BYTE = "68";

	private static final String CONNECTED = "05000001" + "00000000" + "0000";

	@AutoClose
	private final ServerSocket listener;

	SocksSocketTests() throws IOException {
		this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	@Test
	void proxyResolvesNames() throws Exception {
		assertThat(exchange(null, TARGET, "050100", "0500", CONNECT, CONNECTED)).isEqualTo("h");
	}

	@Test
	void addressesAreSentAsAddresses() throws Exception {
		assertThat(exchange(null, new InetSocketAddress(InetAddress.getByName("10.1.2.3"), 80), "050100", "0500",
				"050100010a010203" + "0050", CONNECTED))
			.isEqualTo("h");
		assertThat(exchange(null, InetSocketAddress.createUnresolved("[::1]", 80), "050100", "0500",
				"05010004" + "00000000000000000000000000000001" + "0050", CONNECTED))
			.isEqualTo("h");
	}

	@Test
	void boundAddressOfAnyKindIsRead() throws Exception {
		assertThat(exchange(null, TARGET, "050100", "0500", CONNECT, "05000003" + "02" + "6161" + "0000"))
			.isEqualTo("h");
		assertThat(exchange(null, TARGET, "050100", "0500", CONNECT,
				"05000004" + "00000000000000000000000000000001" + "0000"))
			.isEqualTo("h");
	}

	@Test
	void userNameAndPasswordAreSentIfRequired() throws Exception {
		assertThat(exchange("me", TARGET, "05020002", "0502", "01" + "02" + "6d65" + "02" + "c3bc", "0100", CONNECT,
				CONNECTED))
			.isEqualTo("h");
		assertThat(exchange("me", TARGET, "05020002", "0500", CONNECT, CONNECTED)).isEqualTo("h");
	}

	@ParameterizedTest
	@CsvSource({ "01, failed to connect, false", "02, does not allow, true",
			"03, cannot reach the target's network, false", "04, cannot reach the target, false",
			"05, was refused a connection by the target, false", "06, did not reach the target in time, false",
			"07, cannot connect to such a target, true", "08, cannot connect to such a target, true",
			"ff, failed to connect, false" })
	void failureReplyIsExplained(String code, String reason, boolean permanent) {
		assertThatExceptionOfType(SocksException.class)
			.isThrownBy(() -> exchange(null, TARGET, "050100", "0500", CONNECT, "05" + code + "000100000000" + "0000"))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(isLasting(ex)).isEqualTo(permanent));
	}

	@ParameterizedTest
	@CsvSource({ "05ff, requires a user name and password", "0502, requires a user name and password",
			"4854, does not speak SOCKS 5", "045a, does not speak SOCKS 5" })
	void unusableProxyIsExplained(String answer, String reason) {
		assertThatExceptionOfType(SocksException.class).isThrownBy(() -> exchange(null, TARGET, "050100", answer))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(isLasting(ex)).isTrue());
	}

	@Test
	void wrongPasswordIsExplained() {
		assertThatExceptionOfType(SocksException.class)
			.isThrownBy(() -> exchange("me", TARGET, "05020002", "0502", "01026d6502c3bc", "0101"))
			.withMessage("does not accept the user name and password");
	}

	@Test
	void closedConnectionIsExplained() {
		assertThatExceptionOfType(SocksException.class)
			.isThrownBy(() -> exchange(null, TARGET, "050100", "0500", CONNECT, "0500"))
			.withMessageContaining("closed the connection");
	}

	@Test
	void timeoutBoundsTheNegotiation() throws IOException {
		try (SocksSocket socket = new SocksSocket(server(null), address(), ChannelSockets.implementation())) {
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.connect(TARGET, 100));
		}
	}

	private InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.listener.getLocalPort());
	}

	/**
	 * Act as the proxy: alternately read expected bytes and send a reply, and finally
	 * send one byte of the target.
	 * @return the byte of the target
	 */
	private String exchange(@Nullable String username, SocketAddress target, String... turns) throws Exception {
		CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> play(turns));
		try (SocksSocket socket = new SocksSocket(server(username), address(), ChannelSockets.implementation())) {
			socket.setSoTimeout(7000);
			socket.connect(target, 10_000);
			assertThat(socket.getSoTimeout()).isEqualTo(7000);
			return Character.toString(socket.getInputStream().read());
		}
		finally {
			proxy.get(10, TimeUnit.SECONDS);
		}
	}

	private void play(String... turns) {
		try (Socket client = this.listener.accept()) {
			InputStream in = client.getInputStream();
			OutputStream out = client.getOutputStream();
			for (int i = 0; i < turns.length; i += 2) {
				byte[] expected = HexFormat.of().parseHex(turns[i]);
				assertThat(in.readNBytes(expected.length)).isEqualTo(expected);
				boolean last = i + 2 == turns.length;
				out.write(HexFormat.of().parseHex(turns[i + 1] + (last ? TARGET_BYTE : "")));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ProxyServer server(@Nullable String username) {
		return new ProxyServer(Scheme.SOCKS5H, this.listener.getInetAddress().getHostAddress(),
				this.listener.getLocalPort(), username, (username != null) ? "ü" : null);
	}

	private static boolean isLasting(SocksException ex) {
		try {
			return ex
				.toFailureOf(new ProxyServer(Scheme.SOCKS5, "p", 1, null, null)) instanceof PermanentProxyException;
		}
		catch (ProxyConnectException passing) {
			return false;
		}
	}

}
