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
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Permission;
import java.util.List;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the conditions under which the JVM's own sockets are used.
 */
class ChannelSocketsTests {

	@Test
	void socketsAreCheckable() throws IOException {
		assertThat(canBeLookedAt()).isTrue();
		assertThat(ChannelSockets.implementation()).isNotNull();
	}

	@Test
	void socksProxyOfTheJvmUsesItsSockets() throws IOException {
		System.setProperty("socksProxyHost", "proxy.example.org");
		try {
			assertThat(canBeLookedAt()).isFalse();
		}
		finally {
			System.clearProperty("socksProxyHost");
		}
		assertThat(canBeLookedAt()).isTrue();
	}

	@Test
	void proxySelectorOfTheApplicationUsesTheJvmsSockets() throws IOException {
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(URI uri) {
				return List.of(Proxy.NO_PROXY);
			}

			@Override
			public void connectFailed(URI uri, SocketAddress address, IOException ex) {
			}

		});
		try {
			assertThat(canBeLookedAt()).isFalse();
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	@Test
	void uncheckableSocketIsLeftToHttpClient() throws IOException {
		try (Socket socket = new Socket()) {
			ManagedHttpClientConnection connection = ManagedHttpClientConnectionFactory.INSTANCE.createConnection(null);
			connection.bind(socket);
			assertThat(IdleConnectionCheck.isUsable(connection)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "setFactory", "setSocketImpl" })
	@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "there are no security managers any more")
	void forbiddingSecurityManagerLeavesTheJvmsSockets(String forbidden) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djava.security.manager=allow", "-cp", System.getProperty("java.class.path"), Guarded.class.getName(),
				forbidden)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).endsWith("created Socket, implementation null" + System.lineSeparator());
	}

	private static boolean canBeLookedAt() throws IOException {
		try (Socket socket = ChannelSockets.INSTANCE.create(null)) {
			return socket.supportedOptions().contains(NonBlockingReads.OPTION);
		}
	}

	/**
	 * The program of another JVM.
	 */
	public static final class Guarded {

		private Guarded() {
		}

		@SuppressWarnings("removal")
		public static void main(String[] args) throws IOException {
			System.setSecurityManager(new SecurityManager() {

				@Override
				public void checkPermission(Permission permission) {
					if (permission.getName().equals(args[0])) {
						throw new SecurityException(args[0]);
					}
				}

			});
			try (Socket socket = ChannelSockets.INSTANCE.create(null)) {
				System.out.println("created " + socket.getClass().getSimpleName() + ", implementation "
						+ ChannelSockets.implementation());
			}
		}

	}

}
