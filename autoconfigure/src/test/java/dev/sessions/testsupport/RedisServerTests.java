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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RedisServer}.
 */
class RedisServerTests {

	@Test
	void startsStopsAndRestartsOnTheSamePort() {
		try (RedisServer redis = RedisServer.start("--maxclients", "7")) {
			assertThat(redis.cli("CONFIG", "GET", "maxclients")).contains("7");
			redis.cli("SET", "key", "value");
			redis.stop();
			assertThatIOException().isThrownBy(() -> connect(redis).close());
			redis.restart();
			assertThat(redis.cli("GET", "key")).isEmpty();
		}
	}

	@Test
	void pausedServerAcceptsButDoesNotAnswer() throws IOException {
		try (RedisServer redis = RedisServer.start()) {
			redis.pause();
			try (Socket socket = connect(redis)) {
				socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
				socket.setSoTimeout(300);
				assertThatIOException().isThrownBy(() -> socket.getInputStream().read());
				redis.resume();
				socket.setSoTimeout(30_000);
				assertThat(socket.getInputStream().read()).isEqualTo('+');
			}
		}
	}

	private static Socket connect(RedisServer redis) throws IOException {
		Socket socket = new Socket();
		socket.connect(new InetSocketAddress(Loopback.address(), redis.port()), 30_000);
		return socket;
	}

}
