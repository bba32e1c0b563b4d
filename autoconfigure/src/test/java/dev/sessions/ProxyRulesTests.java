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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the data that proxies, and servers behind them, receive.
 */
class ProxyRulesTests {

	private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

	private static final String BASIC = "Basic "
			+ Base64.getEncoder().encodeToString("me:proxy-secret".getBytes(StandardCharsets.UTF_8));

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer origin = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer secure = ScriptedServer.startTls();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 7: a proxy that forwards receives the whole URL and the credentials of the proxy")
	void forwardingProxyGetsItsCredentials(Face face) throws IOException {
		this.proxy.otherwise(Reply.ok("forwarded"));
		try (Session session = builder().build()) {
			assertThat(face.get(session, "http://example.org/x?q=1").body()).isEqualTo("forwarded");
		}
		assertThat(this.proxy.request().target()).isEqualTo("http://example.org/x?q=1");
		assertThat(this.proxy.request().header("Host")).isEqualTo("example.org");
		assertThat(this.proxy.request().header(PROXY_AUTHORIZATION)).isEqualTo(BASIC);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 7: Proxy-Authorization does not go through the tunnel")
	void originBehindTunnelGetsNoProxyCredentials(Face face) throws IOException {
		this.proxy.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("secure"));
		try (Session session = builder().build()) {
			Call call = Call.get(this.secure.url("/x")).header(PROXY_AUTHORIZATION, "Basic by-hand");
			assertThat(face.send(session, call).body()).isEqualTo("secure");
			assertThat(face.send(session, call).body()).isEqualTo("secure");
		}
		assertThat(this.proxy.request().method()).isEqualTo("CONNECT");
		assertThat(this.proxy.request().target()).isEqualTo("127.0.0.1:" + this.secure.port());
		assertThat(this.proxy.request().header("Host")).isEqualTo("127.0.0.1:" + this.secure.port());
		assertThat(this.proxy.request().headers(PROXY_AUTHORIZATION)).containsExactly(BASIC);
		assertThat(this.secure.requests()).hasSize(2).allMatch(ProxyRulesTests::hasNoProxyCredentials);
		assertThat(this.secure.accepted()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 7: the proxy of a tunnel receives nothing of the request to the origin")
	void proxyOfTunnelGetsNothingOfTheRequest() {
		this.proxy.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("secure"));
		try (Session session = builder().baseUrl(this.secure.url())
			.auth(Credentials.bearer("origin-secret"))
			.header("X-Api-Key", "origin-secret")
			.build()) {
			session.get("/x?key=origin-secret", (request) -> request.cookie("sid", "origin-secret"));
		}
		assertThat(this.proxy.request().head()).doesNotContain("origin-secret");
		assertThat(this.secure.request().header("Authorization")).isEqualTo("Bearer origin-secret");
	}

	@Test
	@DisplayName("RULE 7: a 407 of an origin is not answered")
	void originsChallengeIsNotAnswered() {
		Reply challenge = Reply.status(407).header("Proxy-Authenticate", "Basic realm=\"x\"");
		this.proxy.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(challenge);
		this.origin.otherwise(challenge);
		try (Session session = builder().proxy((proxy) -> proxy.withNoProxy(List.of("localhost"))).build()) {
			assertThat(session.get(this.secure.url("/x")).status().value()).isEqualTo(407);
			assertThat(session.get(this.origin.localhost("/x")).status().value()).isEqualTo(407);
		}
		assertThat(this.secure.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
		assertThat(this.origin.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
	}

	@Test
	@DisplayName("RULE 7: the proxy is selected for each hop of a redirect")
	void redirectUsesTheProxyOfEachHop() {
		this.proxy.otherwise(Reply.redirect(302, this.origin.localhost("/direct")));
		this.origin.on("/direct", Reply.redirect(302, "http://example.org/again"));
		try (Session session = builder().proxy((proxy) -> proxy.withNoProxy(List.of("localhost")))
			.redirects((redirects) -> redirects.withMax(2))
			.build()) {
			assertThatExceptionOfType(TooManyRedirectsException.class).isThrownBy(() -> session
				.get("http://example.org/from", (request) -> request.header(PROXY_AUTHORIZATION, "Basic by-hand")));
		}
		assertThat(this.proxy.requests()).extracting(ReceivedRequest::target)
			.containsExactly("http://example.org/from", "http://example.org/again");
		assertThat(this.proxy.requests()).extracting((request) -> request.header(PROXY_AUTHORIZATION))
			.containsOnly(BASIC);
		assertThat(this.origin.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "no-proxy-cidr, 127.0.0.0/8, origin, proxy", "no-proxy-all, *, origin, origin",
			"no-proxy by name, localhost, proxy, origin", "no-proxy of others, 10.0.0.0/8, proxy, proxy" })
	void noProxyHostsAreConnectedDirectly(String id, String noProxy, String byAddress, String byName) {
		this.proxy.otherwise(Reply.ok("proxy"));
		this.origin.otherwise(Reply.ok("origin"));
		try (Session session = builder().proxy((proxy) -> proxy.withNoProxy(List.of(noProxy))).build()) {
			assertThat(session.get(this.origin.url("/")).text()).isEqualTo(byAddress);
			assertThat(session.get(this.origin.localhost("/")).text()).isEqualTo(byName);
		}
	}

	@Test
	@DisplayName("RULE 7: credentials of proxy A are not sent to proxy B")
	void proxiesHaveTheirOwnCredentials() {
		Map<String, String> variables = Map.of("HTTP_PROXY",
				this.proxy.url().replace("http://", "http://me:proxy-secret@"), "HTTPS_PROXY", this.other.url());
		this.proxy.otherwise(Reply.redirect(302, this.secure.url("/to")));
		this.other.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("arrived"));
		try (Session session = Session.builder("test")
			.proxy((proxy) -> proxy.withEnvironment(variables::get))
			.build()) {
			assertThat(session.get("http://example.org/from").text()).isEqualTo("arrived");
		}
		assertThat(this.proxy.request().header(PROXY_AUTHORIZATION)).isEqualTo(BASIC);
		assertThat(this.other.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
		assertThat(this.secure.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
	}

	@Test
	@DisplayName("RULE 7: after a digest challenge the password is not sent in plain text")
	void digestStays() {
		this.proxy.otherwise(
				Reply.status(407).header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"1\", qop=\"auth\""),
				Reply.ok("one"), Reply.ok("two"),
				Reply.status(407)
					.header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"2\", qop=\"auth\", stale=true"),
				Reply.ok("three"), Reply.status(407).header("Proxy-Authenticate", "Basic realm=\"x\""));
		try (Session session = builder().build()) {
			assertThat(session.post("http://example.org/", (request) -> request.body("body")).text()).isEqualTo("one");
			assertThat(session.get("http://example.org/").text()).isEqualTo("two");
			assertThat(session.get("http://example.org/").text()).isEqualTo("three");
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get("http://example.org/"));
		}
		assertThat(this.proxy.requests()).extracting((request) -> request.header(PROXY_AUTHORIZATION).substring(0, 6))
			.containsExactly("Basic ", "Digest", "Digest", "Digest", "Digest", "Digest");
		assertThat(this.proxy.requests().get(1).text()).isEqualTo("body");
		assertThat(this.proxy.requests().get(2).header(PROXY_AUTHORIZATION)).contains("nc=00000002");
		assertThat(this.proxy.requests().get(4).header(PROXY_AUTHORIZATION)).contains("nonce=\"2\"");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 302, 401, 403, 407, 502 })
	@DisplayName("RULE 7: a proxy's response to CONNECT is never taken for the origin's")
	void responseToConnectIsNotTheOrigins(int status) {
		this.proxy.otherwise(Reply.status(status)
			.header("Location", this.origin.url("/evil"))
			.header("WWW-Authenticate", "Basic realm=\"x\"")
			.cookie("evil=1")
			.body("<html>"));
		try (Session session = builder().baseUrl(this.secure.url()).auth(CredentialKind.BASIC.credentials()).build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/x"));
			assertThat(session.cookies().list()).isEmpty();
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.origin.requests()).isEmpty();
		assertThat(this.secure.requests()).isEmpty();
		assertThat(this.proxy.requests()).allMatch(CredentialKind.BASIC::isAbsentFrom);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: a redirect to another origin through the same proxy carries no credentials")
	void otherOriginByTheSameProxyGetsNoCredentials(CredentialKind kind) {
		this.proxy.on("http://a.example/from", Reply.redirect(302, "http://b.example/to"));
		this.proxy.on("http://b.example/to", Reply.ok("arrived"));
		try (Session session = builder().baseUrl("http://a.example")
			.auth(kind.credentials("http://a.example", "http://b.example"))
			.build()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.proxy.request("http://a.example/from")).matches(kind::isIn);
		assertThat(this.proxy.request("http://b.example/to")).matches(kind::isAbsentFrom);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 4: headers set by hand are dropped at another origin, through a proxy as well")
	void handSetHeadersAreDroppedByProxy(Face face) throws IOException {
		this.proxy.on("http://a.example/from", Reply.redirect(302, "http://b.example/to"));
		this.proxy.on("http://b.example/to", Reply.ok("arrived"));
		try (Session session = builder().build()) {
			face.send(session,
					Call.get("http://a.example/from").header("Authorization", "hidden").header("Cookie", "sid=hidden"));
		}
		assertThat(this.proxy.request("http://a.example/from").header("Authorization")).isEqualTo("hidden");
		assertThat(this.proxy.request("http://b.example/to").head()).doesNotContain("hidden");
	}

	@Test
	@DisplayName("RULE 8: a Host header set by hand changes neither the target nor the credentials")
	void hostHeaderDoesNotChangeTheTarget() {
		this.proxy.otherwise(Reply.ok("ok"));
		try (Session session = builder().build()) {
			session.get("http://a.example/x", (request) -> request.header("Host", "b.example"));
		}
		assertThat(this.proxy.request().target()).isEqualTo("http://a.example/x");
	}

	@Test
	@DisplayName("RULE 12: two sessions with different proxies share no connection")
	void sessionsShareNoConnection() {
		this.proxy.otherwise(new Tunnel(this.secure));
		this.other.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("secure"));
		try (Session one = builder().build();
				Session two = Session.builder("two").proxy((proxy) -> proxy.withUrl(this.other.url())).build();
				Session direct = Session.builder("direct").build()) {
			one.get(this.secure.url("/x"));
			two.get(this.secure.url("/x"));
			direct.get(this.secure.url("/x"));
		}
		assertThat(this.proxy.accepted()).isEqualTo(1);
		assertThat(this.other.accepted()).isEqualTo(1);
		assertThat(this.secure.accepted()).isEqualTo(3);
		assertThat(this.other.request()).matches(ProxyRulesTests::hasNoProxyCredentials);
	}

	@Test
	@DisplayName("RULE 28: a POST is sent after the proxy has failed to open its tunnel")
	void postIsSentAfterTunnelFailed() {
		this.proxy.otherwise(Reply.status(503), Faults.closeWithoutAnswer(), new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("posted"));
		try (Session session = builder()
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO).withMaxDelay(Duration.ZERO)))
			.build()) {
			Response response = session.post(this.secure.url("/x"), (request) -> request.body("body"));
			assertThat(response.text()).isEqualTo("posted");
			assertThat(response.attempts()).isEqualTo(3);
		}
		assertThat(this.secure.request().text()).isEqualTo("body");
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.proxy.url()).withCredentials("me", "proxy-secret"));
	}

	private static boolean hasNoProxyCredentials(ReceivedRequest request) {
		return !request.hasHeader(PROXY_AUTHORIZATION) && !request.head().contains(BASIC)
				&& !request.head().contains("proxy-secret");
	}

}
