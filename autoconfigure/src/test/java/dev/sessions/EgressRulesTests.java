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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.internal.egress.BlockedTargetException;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the hosts that a session may reach, by the URL of a call and by redirects.
 */
class EgressRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer inside = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	void otherHostIsNotReached(Face face) {
		try (Session session = listing("example.org")) {
			assertThatBlocked(session, face, Call.get(this.inside.url("/x?key=hidden")), "127.0.0.1",
					"is none of those that may be reached; see allowed-hosts");
		}
		assertThat(this.inside.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void redirectToAnotherHostIsNotFollowed(Face face) {
		this.server.on("/from", Reply.redirect(307, this.inside.url("/to")));
		try (Session session = listing("localhost")) {
			assertThatBlocked(session, face, Call.post(this.server.localhost("/from"), "body"), "127.0.0.1",
					"is none of those that may be reached; see allowed-hosts");
		}
		assertThat(this.inside.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void listedHostIsReached(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(302, this.inside.url("/to")));
		this.inside.otherwise(Reply.ok("arrived"));
		try (Session session = listing("LOCALHOST:" + this.server.port(), "127.0.0.1")) {
			assertThat(face.get(session, this.server.localhost("/from")).body()).isEqualTo("arrived");
		}
	}

	@Test
	void portCounts() {
		try (Session session = listing("127.0.0.1:" + this.server.port())) {
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get(this.inside.url("/x")));
		}
	}

	@Test
	void hostOfTheBaseUrlIsAlwaysAllowed() {
		this.server.on("/from", Reply.redirect(302, this.inside.url("/to")));
		this.inside.otherwise(Reply.ok("arrived"));
		try (Session session = Session.builder("test")
			.egress((egress) -> egress.withAllowedHosts(List.of()))
			.baseUrl(this.server.url())
			.build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get(this.inside.localhost("/x")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void privateAddressIsNotReached(Face face) {
		try (Session session = publicOnly()) {
			assertThatBlocked(session, face, Call.get(this.inside.url("/x?key=hidden")), "127.0.0.1",
					"has no public address, and block-private-addresses forbids any other");
		}
		assertThat(this.inside.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost", "localhost.", "a.localhost", "[::ffff:127.0.0.1]",
			"[::ffff:7f00:1]", "[::FFFF:127.0.0.1]", "[::1]", "[::]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
			"[2002:7f00:1::]", "0.0.0.0", "169.254.169.254", "100.64.0.1", "[fe80::1%25lo]", "[fd00::1]" })
	void privateAddressInAnotherSpellingIsNotReached(String host) {
		String url = "http://" + host + ":" + this.inside.port() + "/x";
		try (Session session = publicOnly()) {
			for (Face face : Face.values()) {
				assertThatBlocked(session, face, Call.get(url), null, "block-private-addresses");
			}
		}
		assertThat(this.inside.accepted()).isZero();
	}

	/**
	 * A URI contains no such host, but HttpClient accepts it as a name.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "2130706433", "0x7f.1", "0x7f000001", "127.1", "0177.0.0.1", "0", "127.0.0.1.",
			"\uFF11\uFF12\uFF17.0.0.1", "127%2e0.0.1", "017700000001" })
	void numberIsNotReached(String host) {
		String url = "http://" + host + ":" + this.inside.port() + "/x";
		try (Session session = publicOnly()) {
			for (Face face : Face.values()) {
				assertThat(catchThrowable(() -> face.get(session, url))).as(face.name()).isNotNull();
			}
		}
		assertThat(this.inside.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://localhost.:{port}/",
			"http://[::ffff:127.0.0.1]:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
			"http://127.1:{port}/", "http://me@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@example.org/" })
	void redirectToAPrivateAddressIsNotFollowed(String location) {
		this.server.on("http://example.org/from",
				Reply.redirect(302, location.replace("{port}", "" + this.inside.port())));
		// the proxy represents the internet, one server of which redirects
		try (Session session = Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.server.url()))
			.egress((egress) -> egress.withBlockPrivateAddresses(true))
			.build()) {
			for (Face face : Face.values()) {
				assertThat(catchThrowable(() -> face.get(session, "http://example.org/from"))).as(face.name())
					.isNotNull();
			}
		}
		assertThat(this.server.requests()).hasSize(Face.values().length);
		assertThat(this.inside.accepted()).isZero();
	}

	@Test
	void nothingOfTheSessionIsSent() {
		this.server.on("/from", Reply.redirect(302, this.inside.localhost("/to")));
		AtomicInteger tokens = new AtomicInteger();
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.allowedOrigins(this.inside.localhost(""))
			.auth(Credentials.bearer(() -> "token" + tokens.incrementAndGet()))
			.header("X-Client", "me")
			.pool((pool) -> pool.withMaxConnections(1))
			.egress((egress) -> egress.withAllowedHosts(List.of()))
			.build()) {
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(BlockedOriginException.class).isThrownBy(() -> session.get("/from"))
					.satisfies((ex) -> {
						assertThat(ex.host()).isEqualTo("localhost");
						assertThat(ex.uri()).hasToString(this.inside.localhost("/to"));
						assertThat(ex.attempts()).isOne();
					});
			}
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(tokens).hasValue(3);
		assertThat(this.inside.accepted()).isZero();
		assertThat(this.server.requests()).hasSize(3).allMatch((request) -> request.hasHeader("X-Client"));
	}

	@Test
	void streamsDownloadsAndPagesAreLimitedToo(@TempDir Path directory) {
		String url = this.inside.url("/x");
		try (Session session = listing("example.org", "*.example.org")) {
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.stream(HttpMethod.GET, url, (request) -> {
				}, (response) -> response.status()));
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.download(url, directory.resolve("file"), (request) -> {
				}));
			assertThatExceptionOfType(BlockedOriginException.class).isThrownBy(() -> session.pages(url, (request) -> {
			}).count());
		}
		assertThat(directory).isEmptyDirectory();
		assertThat(this.inside.accepted()).isZero();
	}

	@Test
	void forkHasTheRulesOfItsSession() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = listing("localhost"); Session fork = session.fork()) {
			assertThat(fork.get(this.server.localhost("/x")).text()).isEqualTo("ok");
			assertThatExceptionOfType(BlockedOriginException.class).isThrownBy(() -> fork.get(this.server.url("/x")));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session
					.fork((builder) -> builder.egress((egress) -> egress.withAllowedHosts(List.of("127.0.0.1")))))
				.withMessageContaining("egress cannot be changed");
		}
	}

	@Test
	void proxyGetsNoRequestForBlockedHost() {
		this.server.otherwise(Reply.ok("forwarded"));
		try (Session session = Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.server.url()))
			.egress((egress) -> egress.withAllowedHosts(List.of("*.example.org")))
			.build()) {
			assertThat(session.get("http://a.example.org/").text()).isEqualTo("forwarded");
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get("http://example.com/"));
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get("https://example.com/"));
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsExactly("http://a.example.org/");
	}

	@ParameterizedTest
	@CsvSource({ "http, true", "socks5h, true", "socks5, false" })
	@ExtendWith(OutputCaptureExtension.class)
	void proxyThatResolvesNamesCausesWarning(String scheme, boolean warned, CapturedOutput output) {
		Session.builder("behind-" + scheme)
			.proxy((proxy) -> proxy.withUrl(scheme + "://127.0.0.1:1"))
			.egress((egress) -> egress.withBlockPrivateAddresses(true))
			.build()
			.close();
		assertThat(
				output.getAll().contains("The proxy of the session 'behind-" + scheme + "' resolves host names itself"))
			.isEqualTo(warned);
	}

	@Test
	void unreachableBaseUrlIsRefused() {
		SessionBuilder builder = Session.builder("test")
			.baseUrl("http://[::ffff:10.0.0.1]/")
			.egress((egress) -> egress.withBlockPrivateAddresses(true));
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessage("base-url leads to a private address, which block-private-addresses forbids");
	}

	@Test
	void withoutRulesEverythingIsReached() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = Session.builder("test").auth(CredentialKind.BEARER.credentials()).build()) {
			assertThat(session.get(this.server.localhost("/x")).text()).isEqualTo("ok");
		}
	}

	private static void assertThatBlocked(Session session, Face face, Call call, String host, String reason) {
		Throwable thrown = catchThrowable(() -> face.send(session, call));
		if (face == Face.HTTP_CLIENT) {
			assertThat(thrown).isInstanceOf(IOException.class).hasCauseInstanceOf(BlockedTargetException.class);
			return;
		}
		assertThat(thrown).isExactlyInstanceOf(BlockedOriginException.class)
			.hasMessageStartingWith("Session 'test': ")
			.hasMessageContaining(reason)
			.hasMessageContaining("1 attempt,")
			.hasMessageNotContaining("hidden");
		if (host != null) {
			assertThat(thrown).hasMessageContaining("the host '" + host + "'");
			assertThat(((BlockedOriginException) thrown).host()).isEqualTo(host);
		}
	}

	private static Session listing(String... hosts) {
		return Session.builder("test").egress((egress) -> egress.withAllowedHosts(List.of(hosts))).build();
	}

	private static Session publicOnly() {
		return Session.builder("test").egress((egress) -> egress.withBlockPrivateAddresses(true)).build();
	}

}
