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
import java.time.Duration;

import dev.sessions.testsupport.DeafPort;
import dev.sessions.testsupport.DrippingPort;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of RULE 13: the handshake obeys the connect timeout.
 */
class TlsTimeoutRulesTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	@DisplayName("RULE 13: a server that accepts and is silent")
	void silentServer() throws IOException {
		try (DeafPort port = new DeafPort(); Session session = builder().build()) {
			assertThatConnectingEnds(session, port.url("https", "/x"), "no connection could be opened within 300 ms");
		}
	}

	@Test
	@DisplayName("RULE 13: a server that sends a byte at a time")
	void drippingServer() throws IOException {
		try (DrippingPort port = new DrippingPort(); Session session = builder().build()) {
			assertThatConnectingEnds(session, port.url("/x"), "no connection could be opened within 300 ms");
		}
	}

	@Test
	@DisplayName("RULE 13: a silent server behind a tunnel")
	void throughTunnel() throws IOException {
		try (DeafPort silent = new DeafPort();
				DrippingPort dripping = new DrippingPort();
				ScriptedServer proxy = ScriptedServer.start()) {
			proxy.otherwise(new Tunnel(dripping.port()));
			try (Session session = builder().proxy((settings) -> settings.withUrl(proxy.url())).build()) {
				assertThatConnectingEnds(session, dripping.url("/x"),
						"no connection through the proxy 127.0.0.1:" + proxy.port() + " could be opened within 300 ms");
			}
			proxy.otherwise(new Tunnel(silent.port()));
			try (Session session = builder().proxy((settings) -> settings.withUrl(proxy.url())).build()) {
				assertThatConnectingEnds(session, silent.url("https", "/x"),
						"no connection through the proxy 127.0.0.1:" + proxy.port() + " could be opened within 300 ms");
			}
		}
	}

	@Test
	@DisplayName("RULE 13: a silent TLS proxy")
	void silentProxy() throws IOException {
		try (DeafPort port = new DeafPort();
				Session session = builder().proxy((settings) -> settings.withUrl(port.url("https", ""))).build()) {
			assertThatConnectingEnds(session, "https://127.0.0.1:1/x", "no connection through the proxy 127.0.0.1:");
		}
	}

	@Test
	void connectTimeoutEndsWithTheHandshake() throws InterruptedException {
		try (ScriptedServer server = ScriptedServer.startTls(); Session session = builder().build()) {
			server.otherwise((request, connection) -> {
				connection.pause(Duration.ofMillis(700));
				connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
			});
			assertThat(session.get(server.url("/slow")).text()).isEqualTo("ok");
			assertThat(session.get(server.url("/slow")).text()).isEqualTo("ok");
			assertThat(server.accepted()).isOne();
		}
	}

	private static SessionBuilder builder() {
		return Session.builder("test")
			.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(300)).withRead(LONG.multipliedBy(3)))
			.retry((retry) -> retry.withMaxAttempts(1));
	}

	private static void assertThatConnectingEnds(Session session, String url, String message) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(url))
			.withMessageContaining(message);
		assertThat(stopwatch.elapsed()).isLessThan(LONG);
		assertThat(session.pool().leased()).isZero();
	}

}
