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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import dev.sessions.testsupport.DrippingPort;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.TlsIdentity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests with widely used proxies, with user name and password.
 */
@Tag("external-program")
class RealProxyTests {

	@AutoClose
	private final ScriptedServer plain = ScriptedServer.start().otherwise(Reply.ok("plain"));

	@AutoClose
	private final ScriptedServer secure = ScriptedServer.startTls().otherwise(Reply.ok("secure"));

	@TempDir
	private Path directory;

	@Test
	@DisplayName("RULE 7: tinyproxy with basic authentication")
	void tinyproxy() throws IOException {
		int port = ExternalProgram.freePort();
		Path configuration = Files.writeString(this.directory.resolve("tinyproxy.conf"), """
				Port %d
				Listen 127.0.0.1
				Timeout 60
				MaxClients 20
				BasicAuth me secret
				""".formatted(port));
		try (ExternalProgram proxy = ExternalProgram.start(this.directory, port, "tinyproxy", "-d", "-c",
				configuration.toString())) {
			assertThatProxyWorks("http://127.0.0.1:" + proxy.port());
			assertThat(this.plain.requests()).allMatch((request) -> request.hasHeader("Via"));
			assertThatCredentialsAreNeeded("http://127.0.0.1:" + proxy.port());
			try (Session session = session("http://127.0.0.1:" + proxy.port(), "wrong")) {
				// it responds with 401 to a wrong password, where RFC 9110 requires 407
				assertThat(session.get(this.plain.url("/no")).status().value()).isEqualTo(401);
				assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(this.secure.url("/no")))
					.withMessageContaining("answered CONNECT with status 401");
			}
			assertThatOriginsGotNothing();
		}
	}

	@ParameterizedTest
	@CsvSource({ "http, basic", "http, digest", "https, basic", "https, digest" })
	@DisplayName("RULE 7: squid with basic and with digest authentication, in plain text and over TLS")
	void squid(String protocol, String scheme) throws IOException {
		int port = ExternalProgram.freePort();
		// squid drops the rights of root, so its files must be readable for others
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path passwords = this.directory.resolve("passwords");
		// the same password, as openssl passwd -apr1 and as clear text
		Files.writeString(passwords,
				scheme.equals("basic") ? "me:$apr1$sessions$mFe5/yMJ/KXlQr7JNWkze.\n" : "me:secret\n");
		String program = scheme.equals("basic") ? "basic_ncsa_auth" : "digest_file_auth";
		Path configuration = Files.writeString(this.directory.resolve("squid.conf"), """
				%5$s_port 127.0.0.1:%1$d%6$s
				pid_filename none
				access_log none
				cache_log /dev/null
				cache deny all
				netdb_filename none
				pinger_enable off
				coredump_dir none
				shutdown_lifetime 0 seconds
				auth_param %2$s program /usr/lib/squid/%3$s %4$s
				auth_param %2$s children 1
				auth_param %2$s realm test
				acl known proxy_auth REQUIRED
				http_access allow known
				http_access deny all
				""".formatted(port, scheme, program, passwords, protocol,
				protocol.equals("https") ? " tls-cert=" + writeCertificate() : ""));
		try (ExternalProgram proxy = ExternalProgram.start(this.directory, port, "squid", "-N", "-f",
				configuration.toString())) {
			assertThatProxyWorks(protocol + "://127.0.0.1:" + proxy.port());
			assertThat(this.plain.requests()).allMatch((request) -> request.hasHeader("Via"));
			assertThatCredentialsAreNeeded(protocol + "://127.0.0.1:" + proxy.port());
			assertThatWrongPasswordIsRefused(protocol + "://127.0.0.1:" + proxy.port());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "socks5", "socks5h" })
	@DisplayName("RULE 7: microsocks with user name and password")
	void microsocks(String scheme) throws IOException {
		int port = ExternalProgram.freePort();
		try (ExternalProgram proxy = ExternalProgram.start(this.directory, port, "microsocks", "-i", "127.0.0.1", "-p",
				"" + port, "-u", "me", "-P", "secret")) {
			assertThatProxyWorks(scheme + "://127.0.0.1:" + proxy.port());
			assertThatCredentialsAreNeeded(scheme + "://127.0.0.1:" + proxy.port());
			assertThatWrongPasswordIsRefused(scheme + "://127.0.0.1:" + proxy.port());
			try (Session session = Session.builder("test")
				.proxy((settings) -> settings.withUrl(scheme + "://127.0.0.1:" + proxy.port())
					.withCredentials("me", "wrong")
					.withNoProxy(List.of("127.0.0.1")))
				.build()) {
				assertThat(session.get(this.plain.url("/direct")).text()).isEqualTo("plain");
				assertThatExceptionOfType(ProxyException.class)
					.isThrownBy(() -> session.get(this.plain.localhost("/by-proxy")));
			}
		}
	}

	@Test
	@DisplayName("RULE 13: a TLS handshake through microsocks obeys the connect timeout")
	void handshakeThroughMicrosocks() throws IOException {
		int port = ExternalProgram.freePort();
		try (DrippingPort target = new DrippingPort();
				ExternalProgram proxy = ExternalProgram.start(this.directory, port, "microsocks", "-i", "127.0.0.1",
						"-p", "" + port);
				Session session = Session.builder("test")
					.proxy((settings) -> settings.withUrl("socks5://127.0.0.1:" + proxy.port()))
					.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(500)).withRead(Duration.ofSeconds(60)))
					.retry((retry) -> retry.withMaxAttempts(1))
					.build()) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(target.url("/x")))
				.withMessageContaining("could be opened within 500 ms");
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(20));
		}
	}

	private Path writeCertificate() throws IOException {
		return TlsIdentity.shared().writePem(this.directory.resolve("proxy.pem"));
	}

	private void assertThatProxyWorks(String proxy) {
		try (Session session = session(proxy, "secret")) {
			for (int i = 0; i < 3; i++) {
				assertThat(session.get(this.plain.url("/x?q=1")).text()).isEqualTo("plain");
				assertThat(session.get(this.plain.localhost("/x")).text()).isEqualTo("plain");
				assertThat(session.get(this.secure.url("/x")).text()).isEqualTo("secure");
				assertThat(session.get(this.secure.localhost("/x")).text()).isEqualTo("secure");
				// tinyproxy closes its connections without a notice before
				assertThat(
						session.post(this.plain.url("/x"), (request) -> request.body("body").idempotent(true)).text())
					.isEqualTo("plain");
			}
			this.plain.on("/redirected", Reply.redirect(302, this.secure.url("/to")));
			assertThat(session.get(this.plain.url("/redirected")).text()).isEqualTo("secure");
		}
		assertThat(this.plain.requests()).hasSize(10).allMatch(RealProxyTests::hasNoProxyCredentials);
		assertThat(this.plain.requests()).filteredOn((request) -> request.method().equals("POST"))
			.hasSize(3)
			.allMatch((request) -> request.text().equals("body"));
		assertThat(this.secure.requests()).hasSize(7).allMatch(RealProxyTests::hasNoProxyCredentials);
		assertThat(this.secure.accepted()).isEqualTo(2);
	}

	private void assertThatCredentialsAreNeeded(String proxy) {
		try (Session session = Session.builder("test").proxy((settings) -> settings.withUrl(proxy)).build()) {
			for (String url : List.of(this.plain.url("/no"), this.secure.url("/no"))) {
				assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(url))
					.withMessageContaining("the proxy " + proxy.substring(proxy.indexOf("//") + 2))
					.withMessageContaining("requires a user name and password");
			}
		}
		assertThatOriginsGotNothing();
	}

	private void assertThatWrongPasswordIsRefused(String proxy) {
		try (Session session = session(proxy, "wrong")) {
			for (String url : List.of(this.plain.url("/no"), this.secure.url("/no"))) {
				assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(url))
					.withMessageContaining("the proxy " + proxy.substring(proxy.indexOf("//") + 2))
					.withMessageContaining("does not accept the user name and password")
					.withMessageNotContaining("wrong");
			}
		}
		assertThatOriginsGotNothing();
	}

	private void assertThatOriginsGotNothing() {
		assertThat(this.plain.requests("/no")).isEmpty();
		assertThat(this.secure.requests("/no")).isEmpty();
	}

	private static Session session(String proxy, String password) {
		return Session.builder("test")
			.proxy((settings) -> settings.withUrl(proxy).withCredentials("me", password))
			.build();
	}

	private static boolean hasNoProxyCredentials(ReceivedRequest request) {
		return !request.hasHeader("Proxy-Authorization");
	}

}
