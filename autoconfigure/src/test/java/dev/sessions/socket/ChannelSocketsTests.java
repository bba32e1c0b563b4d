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

package dev.sessions.socket;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the JVM's own sockets are used.
 */
class ChannelSocketsTests {

	@Test
	void socketsCanBeLookedAt() throws IOException {
		assertThat(canBeLookedAt()).isTrue();
		assertThat(ChannelSockets.implementation()).isNotNull();
	}

	@Test
	void socksProxyOfTheJvmIsLeftToIt() throws IOException {
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
	void proxySelectorOfTheApplicationIsLeftToTheJvm() throws IOException {
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
	void socketThatCannotBeLookedAtIsLeftToHttpClient() throws IOException {
		try (Socket socket = new Socket()) {
			ManagedHttpClientConnection connection = ManagedHttpClientConnectionFactory.INSTANCE.createConnection(null);
			connection.bind(socket);
			assertThat(StaleCheck.isUsable(connection)).isTrue();
		}
	}

	private static boolean canBeLookedAt() throws IOException {
		try (Socket socket = ChannelSockets.INSTANCE.create(null)) {
			return socket.supportedOptions().contains(NoWait.OPTION);
		}
	}

}
