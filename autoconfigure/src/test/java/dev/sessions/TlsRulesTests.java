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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TlsMaterial;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of a session's trust, and of its client certificate.
 */
class TlsRulesTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Authority");

	private static final Answer PEER = (request, connection) -> Reply.ok(connection.peer()).send(request, connection);

	private static final SSLContext TRUSTING = IssuedCertificate.trusting(AUTHORITY.trustStore());

	static Stream<Arguments> badServers() {
		return Stream.of(
				Arguments.of("wrong host", AUTHORITY.wrongHost(),
						"the server's certificate is for another host name (No subject alternative"),
				Arguments.of("expired", AUTHORITY.expired(), "has expired and has to be renewed at the server"),
				Arguments.of("self-signed", AUTHORITY.selfSigned(), "is not trusted: it is self-signed"),
				Arguments.of("unknown issuer", CertificateAuthority.named("Stranger").server(),
						"is not trusted: it is self-signed or of an unknown issuer; to trust it"));
	}

	@Test
	void certificateOfCustomTrustStoreIsTrusted() {
		try (ScriptedServer server = start(AUTHORITY.server()); Session session = session((ssl) -> trusting())) {
			assertThat(session.get(server.url("/x")).text()).startsWith("anonymous");
			assertThat(session.get(server.localhost("/x")).text()).startsWith("anonymous");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badServers")
	@DisplayName("RULE 13: certificates and host names are verified with a custom trust store as well")
	void badServerIsRefusedAndNotRetried(String fault, IssuedCertificate certificate, String reason) {
		try (ScriptedServer server = start(certificate); Session session = session((ssl) -> trusting())) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get(server.url("/x")))
				.withMessageContaining("TLS failed: ")
				.withMessageContaining(reason)
				.withMessageContaining("(1 attempt, ");
			assertThat(server.accepted()).isOne();
			assertThat(server.requests()).isEmpty();
			assertThat(session.pool().leased()).isZero();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badServers")
	@DisplayName("RULE 12: a session that does not verify shares no connection with one that does")
	void verifyOffIsForOneSession(String fault, IssuedCertificate certificate, String reason) {
		try (ScriptedServer server = start(certificate);
				Session careless = session((ssl) -> ssl.withVerify(false));
				Session trusting = session((ssl) -> trusting());
				Session plain = session((ssl) -> ssl)) {
			for (int i = 0; i < 2; i++) {
				assertThat(careless.get(server.url("/x")).text()).startsWith("anonymous");
				assertThatExceptionOfType(ConnectFailedException.class)
					.isThrownBy(() -> trusting.get(server.url("/x")));
				assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> plain.get(server.url("/x")));
			}
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	@DisplayName("RULE 12: a client certificate's connection serves no other mount, even after a redirect")
	void clientCertificateIsForOneMount() {
		SSLContext alice = AUTHORITY.client("alice").context(AUTHORITY.trustStore());
		SSLContext bob = AUTHORITY.client("bob").context(AUTHORITY.trustStore());
		try (ScriptedServer server = startAsking(false);
				Session session = Session.builder("test")
					.baseUrl(server.url())
					.ssl((ssl) -> trusting())
					.mount("/alice", (mount) -> mount.ssl((ssl) -> ssl.withContext(alice)))
					.mount("/bob", (mount) -> mount.ssl((ssl) -> ssl.withContext(bob)))
					.build()) {
			server.on("/to-alice", Reply.redirect(302, "/alice/x"));
			server.on("/alice/to-bob", Reply.redirect(302, "/bob/x"));
			server.on("/bob/away", Reply.redirect(302, "/x"));
			for (int i = 0; i < 2; i++) {
				assertThat(session.get("/x").text()).startsWith("anonymous ");
				assertThat(session.get("/alice/x").text()).startsWith("CN=alice ");
				assertThat(session.get("/bob/x").text()).startsWith("CN=bob ");
				assertThat(session.get("/to-alice").text()).startsWith("CN=alice ");
				assertThat(session.get("/alice/to-bob").text()).startsWith("CN=bob ");
				assertThat(session.get("/bob/away").text()).startsWith("anonymous ");
			}
			assertThat(server.accepted()).isEqualTo(3);
		}
	}

	@Test
	@DisplayName("RULE 12: a mount that does not verify does not affect the rest of its session")
	void verifyOffIsForOneMount() {
		try (ScriptedServer server = start(AUTHORITY.selfSigned());
				Session session = Session.builder("test")
					.baseUrl(server.url())
					.ssl((ssl) -> trusting())
					.mount("/careless", (mount) -> mount.ssl((ssl) -> SslSettings.defaults().withVerify(false)))
					.build()) {
			server.on("/careless/away", Reply.redirect(302, "/x"));
			for (int i = 0; i < 2; i++) {
				assertThat(session.get("/careless").text()).startsWith("anonymous ");
				assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get("/x"));
				assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get("/careless/away"));
			}
			assertThat(server.requests("/x")).isEmpty();
		}
	}

	@Test
	@DisplayName("RULE 12: a client certificate's connection serves no other session")
	void clientCertificateIsForOneSession() {
		SSLContext alice = AUTHORITY.client("alice").context(AUTHORITY.trustStore());
		SSLContext bob = AUTHORITY.client("bob").context(AUTHORITY.trustStore());
		try (ScriptedServer server = startAsking(false);
				Session first = session((ssl) -> ssl.withContext(alice));
				Session second = session((ssl) -> ssl.withContext(bob));
				Session third = session((ssl) -> trusting())) {
			for (int i = 0; i < 2; i++) {
				assertThat(first.get(server.url("/x")).text()).startsWith("CN=alice ");
				assertThat(second.get(server.url("/x")).text()).startsWith("CN=bob ");
				assertThat(third.get(server.url("/x")).text()).startsWith("anonymous ");
			}
			assertThat(server.accepted()).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void eitherVersionOfTlsIsSupported(String protocol) {
		SSLContext context = AUTHORITY.server().context(AUTHORITY.trustStore());
		try (ScriptedServer server = ScriptedServer
			.startTls(context, (listener) -> listener.setEnabledProtocols(new String[] { protocol }))
			.otherwise(PEER); Session session = session((ssl) -> trusting())) {
			assertThat(session.get(server.url("/x")).text()).contains(" " + protocol + " ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void missingClientCertificateIsReported(String protocol) {
		SSLContext context = AUTHORITY.server().context(AUTHORITY.trustStore());
		try (ScriptedServer server = ScriptedServer.startTls(context, (listener) -> {
			listener.setEnabledProtocols(new String[] { protocol });
			listener.setNeedClientAuth(true);
		}); Session session = Session.builder("test").ssl((ssl) -> trusting()).retry(TlsRulesTests::stubborn).build()) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get(server.url("/x")))
				.withMessageContaining("requires a client certificate")
				.withMessageContaining("ssl.bundle");
		}
	}

	/**
	 * The server closes the connection, and the system may then discard data that it sent
	 * before.
	 */
	private static RetrySettings stubborn(RetrySettings retry) {
		return retry.withMaxAttempts(60)
			.withBackoff(retry.backoff().withDelay(Duration.ofMillis(50)).withMaxDelay(Duration.ofMillis(100)))
			.withBudget(retry.budget().withMinPerSecond(1000));
	}

	@Test
	void proxyIsCheckedAsTheTargetIs() {
		try (ScriptedServer target = start(AUTHORITY.server());
				ScriptedServer proxy = start(AUTHORITY.server()).otherwise(new Tunnel(target));
				ScriptedServer bad = start(AUTHORITY.wrongHost()).otherwise(new Tunnel(target))) {
			assertThat(by(proxy, trusting()).text()).startsWith("anonymous");
			assertThat(by(bad, SslSettings.defaults().withVerify(false)).text()).startsWith("anonymous");
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> by(bad, trusting()))
				.withMessageContaining("failed at TLS: the server's certificate is for another host name");
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> by(proxy, SslSettings.defaults()))
				.withMessageContaining("failed at TLS: the server's certificate is not trusted");
			assertThat(target.requests()).hasSize(2);
		}
	}

	private static Response by(ScriptedServer proxy, SslSettings ssl) {
		try (Session session = Session.builder("test")
			.proxy((settings) -> settings.withUrl(proxy.url()))
			.ssl((defaults) -> ssl)
			.build()) {
			return session.get("https://127.0.0.1:1/x");
		}
	}

	@Test
	void serverWithoutTlsIsReported() throws Exception {
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				BackgroundCalls server = new BackgroundCalls();
				Session session = session((ssl) -> ssl)) {
			Future<Integer> client = server.start(() -> {
				try (Socket socket = listener.accept()) {
					socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
					return socket.getInputStream().read(new byte[10_000]);
				}
			});
			assertThatExceptionOfType(ConnectFailedException.class)
				.isThrownBy(() -> session.get("https://127.0.0.1:" + listener.getLocalPort() + "/x"))
				.withMessageContaining("the server does not speak TLS at this port");
			assertThat(client.get()).isPositive();
		}
	}

	@Test
	void otherVersionOfTlsIsReported() {
		SSLContext context = AUTHORITY.server().context(AUTHORITY.trustStore());
		SslSettings only12 = SslSettings.defaults()
			.withMaterial(() -> new TlsMaterial(TRUSTING, List.of(), List.of("TLSv1.2"), List.of()));
		try (ScriptedServer server = ScriptedServer.startTls(context,
				(listener) -> listener.setEnabledProtocols(new String[] { "TLSv1.3" }));
				Session session = session((ssl) -> only12)) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get(server.url("/x")))
				.withMessageContaining("have no TLS version in common");
		}
	}

	@Test
	void forkSharesItAndCannotChangeIt() {
		SSLContext alice = AUTHORITY.client("alice").context(AUTHORITY.trustStore());
		try (ScriptedServer server = startAsking(true);
				Session session = session((ssl) -> ssl.withContext(alice));
				Session fork = session.fork((builder) -> builder.ssl((ssl) -> ssl.withContext(alice)))) {
			assertThat(fork.get(server.url("/x")).text()).startsWith("CN=alice ");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.fork((builder) -> builder.ssl((ssl) -> ssl.withContext(TRUSTING))))
				.withMessageContaining("ssl");
		}
	}

	@Test
	void ownContextDeterminesTheTrust() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> session((ssl) -> ssl.withContext(TRUSTING).withVerify(false)))
			.withMessage(
					"verify must not be false together with an SSLContext, which decides itself which certificates it trusts; "
							+ "remove one of them");
	}

	private static SslSettings trusting() {
		return SslSettings.defaults().withContext(TRUSTING);
	}

	private static Session session(UnaryOperator<SslSettings> ssl) {
		return Session.builder("test").ssl(ssl).build();
	}

	private static ScriptedServer start(IssuedCertificate certificate) {
		return ScriptedServer.startTls(certificate.context(null), (listener) -> {
		}).otherwise(PEER);
	}

	private static ScriptedServer startAsking(boolean insisting) {
		return ScriptedServer.startTls(AUTHORITY.server().context(AUTHORITY.trustStore()), (listener) -> {
			listener.setWantClientAuth(true);
			if (insisting) {
				listener.setNeedClientAuth(true);
			}
		}).otherwise(PEER);
	}

}
