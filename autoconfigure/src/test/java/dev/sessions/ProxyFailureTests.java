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
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Tunnel;
import dev.sessions.testsupport.UnresponsivePort;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the failures of proxies, as the caller sees them. No message contains the
 * password.
 */
class ProxyFailureTests {

	private static final String HTTPS = "https://example.org/x";

	private static final String HTTP = "http://example.org/x";

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start();

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "socks5", "socks5h" })
	void refusedConnection(String scheme) throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		assertThatProxyFails(scheme + "://127.0.0.1:" + port, "http://127.0.0.1:1/x",
				"the proxy 127.0.0.1:" + port + " refused the connection");
	}

	@Test
	void unknownHost() {
		assertThatProxyFails("http://no-such-host.invalid:3128", HTTP,
				"the proxy no-such-host.invalid:3128 is unknown");
		assertThatProxyFails("socks5h://no-such-host.invalid:1080", HTTP,
				"the proxy no-such-host.invalid:1080 is unknown");
	}

	@ParameterizedTest
	@CsvSource({ "400, answered CONNECT with status 400", "403, answered CONNECT with status 403",
			"302, answered CONNECT with status 302", "500, answered CONNECT with status 500",
			"502, answered CONNECT with status 502", "407, does not accept the user name and password (status 407)" })
	void statusOfConnect(int status, String reason) {
		this.proxy.otherwise(Reply.status(status).body("no"));
		assertThatProxyFails(this.proxy.url(), HTTPS, "the proxy 127.0.0.1:" + this.proxy.port() + " " + reason);
	}

	@Test
	void missingCredentials() {
		this.proxy.otherwise(Reply.status(407).header("Proxy-Authenticate", "Basic realm=\"x\""));
		for (String url : new String[] { HTTP, HTTPS }) {
			try (Session session = Session.builder("test").proxy((proxy) -> proxy.withUrl(this.proxy.url())).build()) {
				assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(url))
					.withMessageContaining("requires a user name and password")
					.withMessageContaining("proxy.username")
					.withMessageContaining("1 attempt,");
			}
		}
	}

	@Test
	void wrongCredentials() {
		this.proxy.otherwise(Reply.status(407).header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"1\""));
		assertThatProxyFails(this.proxy.url(), HTTP, "does not accept the user name and password");
		assertThat(this.proxy.requests()).hasSize(2);
		assertThatProxyFails(this.proxy.url(), HTTPS, "does not accept the user name and password");
		assertThat(this.proxy.requests()).hasSize(4);
	}

	@Test
	void unsupportedDigest() {
		this.proxy.otherwise(
				Reply.status(407).header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"1\", algorithm=ROT13"));
		assertThatProxyFails(this.proxy.url(), HTTP, "requires credentials that cannot be computed");
	}

	@Test
	void closedConnection() {
		for (Answer fault : new Answer[] { Faults.closeWithoutAnswer(), Faults.reset(), Faults.garbage(),
				Faults.truncatedHead() }) {
			this.proxy.otherwise(fault);
			assertThatProxyFails(this.proxy.url(), HTTPS, "closed the connection or did not answer CONNECT with HTTP");
		}
	}

	/**
	 * status-connect.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.-1 200 OK", "HTTP/-1.1 200 OK", "HTTP/1.-9 407 No" })
	void invalidVersion(String line) {
		this.proxy.otherwise(Faults.closeAfter(line + "\r\n\r\n"));
		assertThatProxyFails(this.proxy.url(), HTTPS, "closed the connection or did not answer CONNECT with HTTP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "socks5h" })
	void connectTimeoutCoversTheProxy(String scheme) throws IOException {
		try (UnresponsivePort port = new UnresponsivePort()) {
			String url = port.url("").replace("http", scheme);
			assertThatConnectTimesOut(url);
		}
	}

	@Test
	void connectTimeoutCoversTheTunnel() {
		this.proxy.otherwise(Faults.silence());
		assertThatConnectTimesOut(this.proxy.url());
	}

	@Test
	void connectTimeoutCoversTheHandshakeInTheTunnel() {
		this.proxy.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n\r\n");
			new CountDownLatch(1).await();
		});
		assertThatConnectTimesOut(this.proxy.url());
	}

	@Test
	void readTimeoutAppliesToTheResponseOfTheOrigin() {
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test")
					.proxy((proxy) -> proxy.withUrl(this.proxy.url()))
					.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(5)).withRead(Duration.ofMillis(100)))
					.retry((retry) -> retry.withMaxAttempts(1))
					.build()) {
			this.proxy.otherwise(new Tunnel(secure));
			secure.otherwise(Faults.silence());
			assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> session.get(secure.url("/x")));
		}
	}

	@Test
	void totalTimeoutCoversTheTunnel() {
		this.proxy.otherwise(Faults.drippingHead(Duration.ofMillis(20)));
		try (Session session = Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.proxy.url()))
			.timeout((timeout) -> timeout.withTotal(Duration.ofMillis(500)))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get(HTTPS));
			assertThat(session.pool().leased()).isZero();
		}
	}

	private static void assertThatConnectTimesOut(String proxy) {
		try (Session session = Session.builder("test")
			.proxy((settings) -> settings.withUrl(proxy))
			.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(300)).withRead(Duration.ofMinutes(2)))
			.retry((retry) -> retry.withMaxAttempts(1))
			.build()) {
			assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(HTTPS))
				.withMessageContaining("no connection through the proxy 127.0.0.1:")
				.withMessageContaining("within 300 ms");
			assertThat(session.pool().leased()).isZero();
		}
	}

	private static void assertThatProxyFails(String proxy, String url, String reason) {
		try (Session session = Session.builder("corporate")
			.proxy((settings) -> settings.withUrl(proxy).withCredentials("me", "secret"))
			.retry((retry) -> retry.withMaxAttempts(1))
			.build()) {
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(url))
				.withMessageStartingWith("Session 'corporate': GET " + url)
				.withMessageContaining(reason)
				.withMessageNotContaining("secret")
				.satisfies((ex) -> assertThat(proxy).endsWith(ex.proxy()));
			assertThat(session.pool().leased()).isZero();
		}
	}

}
