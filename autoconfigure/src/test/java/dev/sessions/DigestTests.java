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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.DigestGuard;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of digest credentials (RFC 7616).
 */
class DigestTests {

	private static final int ALWAYS = Integer.MAX_VALUE;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@ParameterizedTest
	@ValueSource(strings = { "MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "md5" })
	void answersAChallenge(String algorithm) {
		guard(algorithm, ALWAYS);
		try (Session session = session()) {
			for (int i = 0; i < 3; i++) {
				assertThat(session.get("/x/{y}?q=a b&c", "a/\u00e4").text()).isEqualTo("welcome");
			}
		}
		assertThat(this.server.requests()).hasSize(4);
		assertThat(counts()).containsExactly("00000001", "00000002", "00000003");
	}

	@ParameterizedTest
	@EnumSource
	void answersWithEachFace(Face face) throws IOException {
		guard("SHA-256", ALWAYS);
		try (Session session = session()) {
			Call call = Call.post(this.server.url("/x?y=z"), "order");
			assertThat(face.send(session, call).body()).isEqualTo("welcome");
			assertThat(face.send(session, call).body()).isEqualTo("welcome");
		}
		assertThat(this.server.requests()).hasSize(3).allMatch((request) -> request.text().equals("order"));
	}

	@ParameterizedTest
	@CsvSource({ "M\u00fcller, p\u00e4ss:w\"ord", "a \"quoted\" name, ''", "back\\slash, x" })
	void answersWithAnyNameAndPassword(String username, String password) {
		this.server.otherwise(new DigestGuard(username, password, "SHA-256", ALWAYS, Reply.ok("welcome")));
		try (Session session = builder().auth(Credentials.digest(username, password)).build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
	}

	@Test
	void answersStaleNonceAgain() {
		DigestGuard guard = guard("MD5", 2);
		try (Session session = session()) {
			for (int i = 0; i < 6; i++) {
				Response response = session.get("/x");
				assertThat(response.text()).isEqualTo("welcome");
				assertThat(response.attempts()).isEqualTo(1);
			}
		}
		assertThat(guard.issued()).isEqualTo(3);
	}

	@Test
	void answersFreshNonceThatIsStaleAtOnce() {
		this.server.otherwise(challenge("nonce=1"), challenge("nonce=2, stale=TRUE"), Reply.ok("welcome"));
		try (Session session = session()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(nonces()).containsExactly("1", "2");
	}

	@Test
	void doesNotAnswerEndlessly() {
		this.server.otherwise(challenge("nonce=1, stale=true"));
		try (Session session = session()) {
			assertThat(session.get("/x").status().value()).isEqualTo(401);
		}
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void serverThatForgotTheNonceIsAnsweredAgain() {
		this.server.otherwise(challenge("nonce=1"), Reply.ok("1"), challenge("nonce=2"), Reply.ok("2"));
		try (Session session = session()) {
			session.get("/x");
			assertThat(session.get("/x").text()).isEqualTo("2");
		}
		assertThat(nonces()).containsExactly("1", "1", "2");
	}

	@Test
	void wrongPasswordIsTriedOnce() {
		guard("MD5", ALWAYS);
		try (Session session = builder().auth(Credentials.digest("user", "wrong")).build()) {
			for (int i = 1; i <= 3; i++) {
				assertThat(session.get("/x").status().value()).isEqualTo(401);
				assertThat(this.server.requests()).hasSize(2 * i);
			}
		}
	}

	@Test
	void nonceCountsAreUsedOnceByManyThreads() throws Exception {
		DigestGuard guard = guard("SHA-256", ALWAYS);
		int threads = 50;
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().auth(Credentials.digest("user", "secret"))
					.pool((pool) -> pool.withMaxConnections(threads))
					.build()) {
			for (int round = 0; round < 4; round++) {
				List<Future<String>> texts = new ArrayList<>();
				for (int i = 0; i < threads; i++) {
					texts.add(calls.start(() -> session.get("/x").text()));
				}
				for (Future<String> text : texts) {
					assertThat(text.get(30, TimeUnit.SECONDS)).isEqualTo("welcome");
				}
			}
		}
		assertThat(guard.issued()).isLessThanOrEqualTo(threads);
		assertThat(this.server.requests()).hasSize(4 * threads + guard.issued());
	}

	@Test
	void usesTheStrongestChallenge() {
		this.server
			.otherwise(
					Reply.status(401)
						.header("WWW-Authenticate", "Basic realm=\"x\", Digest realm=\"x\", nonce=\"md5\"")
						.header("WWW-Authenticate",
								"Digest realm=\"x\", nonce=\"sha\", algorithm=SHA-256, qop=\"auth\"")
						.header("WWW-Authenticate", "Digest realm=\"x\", nonce=\"rot\", algorithm=ROT13")
						.header("WWW-Authenticate", "Digest realm=\"x\", nonce=\"sha2\", algorithm=SHA-256-sess"),
					Reply.ok("welcome"));
		try (Session session = session()) {
			session.get("/x");
		}
		assertThat(nonces()).containsExactly("sha");
	}

	@Test
	void bodiesAreNotHashedIfAuthIsOffered() {
		this.server.otherwise(challenge("nonce=1, qop=\"auth-int, auth\""), Reply.ok("1"),
				challenge("nonce=2, qop=\"auth-int\""), Reply.ok("2"));
		try (Session session = session()) {
			session.post("/x", (request) -> request.body("order"));
			session.post("/x", (request) -> request.body("order"));
		}
		assertThat(authorizations()).extracting((value) -> value.contains("qop=auth-int"))
			.containsExactly(false, false, true);
	}

	@Test
	void userNamesAreNotHashed() {
		this.server.otherwise(challenge("nonce=1, qop=\"auth\", userhash=true"), Reply.ok("1"));
		try (Session session = session()) {
			session.get("/x");
		}
		assertThat(authorizations().get(0)).contains("username=\"user\"").doesNotContain("userhash=true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic realm=\"x\"", "Bearer", "Digest", "Digest realm=\"x\"", "Digest nonce=\"x\"",
			"Digest realm=\"x\", nonce=\"1\", algorithm=ROT13", "Digest realm=\"x\", nonce=\"1\", qop=\"other\"",
			"Digest ,,", "=", ",", "", "Digest realm=\"x", "Negotiate" })
	@DisplayName("RULE 10: only a supported digest challenge is answered")
	void otherChallengesAreNotAnswered(String challenge) {
		this.server.otherwise(Reply.status(401).header("WWW-Authenticate", challenge).body("no"));
		try (Session session = session()) {
			assertThat(session.get("/x").text()).isEqualTo("no");
		}
		assertThat(this.server.request().hasHeader("Authorization")).isFalse();
	}

	@Test
	@DisplayName("RULE 10: digest is not downgraded to basic")
	void noDowngrade() {
		this.server.otherwise(challenge("nonce=1"), Reply.ok("1"),
				Reply.status(401).header("WWW-Authenticate", "Basic realm=\"x\""));
		try (Session session = session()) {
			session.get("/x");
			assertThat(session.get("/x").status().value()).isEqualTo(401);
			assertThat(session.get("/x").status().value()).isEqualTo(401);
		}
		assertThat(authorizations()).allMatch((value) -> value.startsWith("Digest "));
		assertThat(this.server.requests()).hasSize(4);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 10: the challenge of another origin is not answered")
	void otherOriginIsNotAnswered(Face face) throws IOException {
		guard("MD5", ALWAYS);
		this.other.otherwise(challenge("nonce=1"));
		this.server.on("/from",
				new DigestGuard("user", "secret", "MD5", ALWAYS, Reply.redirect(302, this.other.url("/to"))));
		try (Session session = session()) {
			assertThat(face.get(session, this.other.url("/direct")).status()).isEqualTo(401);
			assertThat(face.get(session, this.server.url("/from")).status()).isEqualTo(401);
		}
		assertThat(this.server.requests("/from")).hasSize(2);
		assertThat(this.other.requests()).hasSize(2).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	@Test
	void eachAllowedOriginHasItsOwnChallenge() {
		guard("MD5", ALWAYS);
		this.other.otherwise(new DigestGuard("user", "secret", "SHA-256", ALWAYS, Reply.ok("other")));
		try (Session session = builder().auth(Credentials.digest("user", "secret"))
			.allowedOrigins(this.other.url())
			.build()) {
			for (int i = 0; i < 2; i++) {
				assertThat(session.get("/x").text()).isEqualTo("welcome");
				assertThat(session.get(this.other.url("/x")).text()).isEqualTo("other");
			}
		}
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.other.requests()).hasSize(3);
	}

	@Test
	void keepsAuthorizationOfTheCaller() {
		guard("MD5", ALWAYS);
		try (Session session = session()) {
			session.get("/x", (request) -> request.header("Authorization", "mine"));
			assertThat(this.server.request().headers("Authorization")).containsExactly("mine");
			session.get("/x");
			session.get("/x", (request) -> request.header("Authorization", "mine"));
		}
		assertThat(this.server.requests()).hasSize(4);
		assertThat(this.server.requests().get(3).headers("Authorization")).containsExactly("mine");
	}

	@Test
	void oneShotBodyNeedsEarlierChallenge() {
		guard("MD5", ALWAYS);
		try (Session session = session()) {
			assertThat(postOnce(session).status().value()).isEqualTo(401);
			assertThat(postOnce(session).text()).isEqualTo("welcome");
		}
	}

	@Test
	void forksShareTheNonce() {
		guard("MD5", ALWAYS);
		try (Session session = session(); Session fork = session.fork()) {
			session.get("/x");
			fork.get("/x");
		}
		assertThat(counts()).containsExactly("00000001", "00000002");
	}

	@Test
	@DisplayName("RULE 36: neither name nor password is shown")
	void showsNoSecret() {
		assertThat(Credentials.digest("user", "secret")).hasToString("Credentials[digest]");
	}

	private static Response postOnce(Session session) {
		return session.post("/x", (request) -> request.body(new ByteArrayInputStream(new byte[] { 'a' })));
	}

	private List<String> authorizations() {
		return this.server.requests()
			.stream()
			.filter((request) -> request.hasHeader("Authorization"))
			.map((request) -> request.header("Authorization"))
			.toList();
	}

	private List<String> nonces() {
		return authorizations().stream().map((value) -> value.replaceAll(".* nonce=\"([^\"]*)\".*", "$1")).toList();
	}

	private List<String> counts() {
		return authorizations().stream().map((value) -> value.replaceAll(".* nc=(\\w+).*", "$1")).toList();
	}

	private static Reply challenge(String parameters) {
		return Reply.status(401).header("WWW-Authenticate", "Digest realm=\"x\", " + parameters);
	}

	private DigestGuard guard(String algorithm, int usesOfNonce) {
		DigestGuard guard = new DigestGuard("user", "secret", algorithm, usesOfNonce, Reply.ok("welcome"));
		this.server.otherwise(guard);
		return guard;
	}

	private Session session() {
		return builder().auth(Credentials.digest("user", "secret")).build();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

}
