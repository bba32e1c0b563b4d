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

import java.util.List;

import dev.sessions.testsupport.DigestAnswer;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the challenges of real servers and proxies, and of realistic user names.
 */
class DigestChallengeTests {

	private static final String DIGEST = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"";

	/**
	 * The challenges; each text is a header field.
	 */
	static final List<Arguments> CHALLENGES = List.of(
			Arguments.of("challenge-negotiate-digest", List.of("Negotiate, " + DIGEST)),
			Arguments.of("challenge-ntlm-digest", List.of("NTLM, " + DIGEST)),
			Arguments.of("digest-usual",
					List.of("Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", opaque=\"\", algorithm=MD5, stale=FALSE")),
			Arguments.of("digest-qop-list",
					List.of("Digest qop=\"auth,auth-int\", realm=\"r\", nonce=\"n1\", algorithm=\"md5\"")),
			Arguments.of("negotiate with a token", List.of("Negotiate YWJj+/==, " + DIGEST)),
			Arguments.of("schemes behind", List.of(DIGEST + ", Negotiate, NTLM")),
			Arguments.of("a field each", List.of("Negotiate", "NTLM", DIGEST, "Basic realm=\"b\"")),
			Arguments.of("basic before", List.of("Basic realm=\"a, b\", charset=\"UTF-8\", " + DIGEST)),
			Arguments.of("bearer before", List.of("Bearer error=\"x\", Negotiate," + DIGEST)),
			Arguments.of("no commas", List.of("Digest realm=\"r\" nonce=\"n1\" qop=\"auth\"")),
			Arguments.of("list without quotes", List.of("Digest qop=auth,auth-int,realm=r,nonce=n1")),
			Arguments.of("empty elements", List.of(", Negotiate ,, ," + DIGEST + ", ,")),
			Arguments.of("realm with quotes", List.of("Digest realm=\"a \\\"b\\\\c\\\", d\", nonce=\"n1\", qop=auth")),
			Arguments.of("nonce in base64", List.of("Digest realm=\"r\", nonce=YWJj==, qop=auth")),
			Arguments.of("session", List.of(DIGEST + ", algorithm=MD5-sess")),
			Arguments.of("session without qop", List.of("Digest realm=\"r\", nonce=\"n1\", algorithm=SHA-256-sess")));

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start();

	@ParameterizedTest(name = "{0}")
	@FieldSource("CHALLENGES")
	void challengeOfServerIsAnswered(String id, List<String> fields) {
		this.server.otherwise(challenge(401, "WWW-Authenticate", fields), Reply.ok("welcome"));
		try (Session session = builder("user").build()) {
			assertThat(session.get("/x?y=z").text()).isEqualTo("welcome");
		}
		assertThat(answer().isRight("user", "secret", "GET")).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CHALLENGES")
	@DisplayName("challenge-negotiate-digest-proxy, and the same from a forwarding proxy")
	void challengeOfProxyIsAnswered(String id, List<String> fields) {
		this.proxy.otherwise(challenge(407, "Proxy-Authenticate", fields), Reply.ok("welcome"));
		try (Session session = byProxy("user").build()) {
			assertThat(session.get("http://example.org/x").text()).isEqualTo("welcome");
		}
		assertThat(proxyAnswer().isRight("user", "secret", "GET")).isTrue();
	}

	@Test
	@DisplayName("challenge-negotiate-digest-proxy of a tunnel")
	void challengeOfTunnelIsAnswered() {
		try (ScriptedServer secure = ScriptedServer.startTls().otherwise(Reply.ok("secure"))) {
			this.proxy.otherwise(challenge(407, "Proxy-Authenticate",
					List.of("Negotiate, Digest realm=\"p\", nonce=\"n\", qop=\"auth\"")), new Tunnel(secure));
			try (Session session = byProxy("DOMAIN\\user").ssl((ssl) -> ssl.withVerify(false)).build()) {
				assertThat(session.get(secure.url("/x")).text()).isEqualTo("secure");
			}
		}
		assertThat(proxyAnswer().isRight("DOMAIN\\user", "secret", "CONNECT")).isTrue();
	}

	@Test
	void strongestChallengeOfProxyIsUsed() {
		this.proxy.otherwise(challenge(407, "Proxy-Authenticate",
				List.of("Digest realm=\"p\", nonce=\"md5\", algorithm=MD5, Digest realm=\"p\", nonce=\"sha\", "
						+ "algorithm=SHA-256, qop=\"auth\"")),
				Reply.ok("welcome"));
		try (Session session = byProxy("user").build()) {
			session.get("http://example.org/x");
		}
		assertThat(proxyAnswer().parameters()).containsEntry("nonce", "sha").containsEntry("algorithm", "SHA-256");
		assertThat(proxyAnswer().isRight("user", "secret", "GET")).isTrue();
	}

	@Test
	void proxyThatForgetsItsNonceIsAnsweredAgain() {
		this.proxy.otherwise(proxyNonce("1"), Reply.ok("one"), proxyNonce("2"), Reply.ok("two"), proxyNonce("3"),
				proxyNonce("4"));
		try (Session session = byProxy("user").build()) {
			assertThat(session.get("http://example.org/x").text()).isEqualTo("one");
			assertThat(session.get("http://example.org/x").text()).isEqualTo("two");
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get("http://example.org/x"))
				.withMessageContaining("does not accept the user name and password");
		}
		assertThat(this.proxy.requests()).hasSize(6);
	}

	private static Reply proxyNonce(String nonce) {
		return challenge(407, "Proxy-Authenticate",
				List.of("Digest realm=\"p\", qop=\"auth\", nonce=\"" + nonce + "\""));
	}

	/**
	 * Some servers require quotes, or their absence.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "digest-user-backslash|DOMAIN\\user|username=\"DOMAIN\\\\user\"",
					"digest-user-umlaut|j\u00f6rg|username*=UTF-8''j%C3%B6rg,",
					"quotes|a \"b\" c|username=\"a \\\"b\\\" c\"",
					"plain|user@example.org|username=\"user@example.org\"", "colon|a:b|username=\"a:b\"",
					"beyond latin|\u6771\u4eac \\|username*=UTF-8''%E6%9D%B1%E4%BA%AC%20%5C,",
					"beyond the plane|\ud83d\ude00|username*=UTF-8''%F0%9F%98%80," })
	void userNameFollowsTheGrammar(String id, String username, String written) {
		this.server.otherwise(challenge(401, "WWW-Authenticate", List.of(DIGEST)), Reply.ok("welcome"));
		this.proxy.otherwise(challenge(407, "Proxy-Authenticate", List.of(DIGEST)), Reply.ok("welcome"));
		try (Session session = builder(username).build()) {
			session.get("/x");
		}
		assertThat(answer().toString()).contains(written);
		assertThat(answer().isRight(username, "secret", "GET")).isTrue();
		if (username.indexOf(':') < 0) {
			try (Session session = byProxy(username).build()) {
				session.get("http://example.org/x");
			}
			assertThat(proxyAnswer().toString()).contains(written);
			assertThat(proxyAnswer().isRight(username, "secret", "GET")).isTrue();
		}
	}

	@ParameterizedTest(name = "digest-qop-empty: {0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "qop=\"\"", "qop=\" \"", "qop=\",\"", "qop=", "x=y", "qop=\"\", algorithm=SHA-256" })
	@DisplayName("digest-qop-empty: answered as in RFC 2069")
	void emptyProtectionIsNone(String parameters) {
		this.server.otherwise(
				challenge(401, "WWW-Authenticate", List.of("Digest realm=\"r\", nonce=\"n1\", " + parameters)),
				Reply.ok("welcome"));
		try (Session session = builder("user").build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(answer().parameters()).doesNotContainKeys("qop", "nc", "cnonce");
		assertThat(answer().isRight("user", "secret", "GET")).isTrue();
	}

	@Test
	void opaqueIsSentBackUnchanged() {
		this.server.otherwise(challenge(401, "WWW-Authenticate", List.of(DIGEST + ", opaque=\"a \\\"b\\\\\"")),
				Reply.ok("welcome"),
				challenge(401, "WWW-Authenticate", List.of("Digest realm=\"r\", nonce=\"n2\", opaque=\"\"")),
				Reply.ok("welcome"));
		try (Session session = builder("user").build()) {
			session.get("/x");
			session.get("/x");
		}
		assertThat(this.server.requests().get(1).header("Authorization")).contains(", opaque=\"a \\\"b\\\\\"");
		assertThat(this.server.requests().get(3).header("Authorization")).contains(", opaque=\"\"");
	}

	private static Reply challenge(int status, String name, List<String> fields) {
		Reply reply = Reply.status(status);
		for (String field : fields) {
			reply = reply.header(name, field);
		}
		return reply;
	}

	private DigestAnswer answer() {
		return last(this.server, "Authorization");
	}

	private DigestAnswer proxyAnswer() {
		return last(this.proxy, "Proxy-Authorization");
	}

	private static DigestAnswer last(ScriptedServer server, String header) {
		List<ReceivedRequest> requests = server.requests();
		return new DigestAnswer(String.valueOf(requests.get(requests.size() - 1).header(header)));
	}

	private SessionBuilder builder(String username) {
		return Session.builder("test").baseUrl(this.server.url()).auth(Credentials.digest(username, "secret"));
	}

	private SessionBuilder byProxy(String username) {
		return Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.proxy.url()).withCredentials(username, "secret"));
	}

}
