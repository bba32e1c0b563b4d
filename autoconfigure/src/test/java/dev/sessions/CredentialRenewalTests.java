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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Face.Result;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of a 401 for credentials that may have changed.
 */
class CredentialRenewalTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	private final Queue<String> tokens = new ArrayDeque<>();

	private final AtomicInteger asked = new AtomicInteger();

	@ParameterizedTest
	@EnumSource
	void repeatsWithTheNewToken(Face face) throws IOException {
		this.server.otherwise(Reply.status(401).body("expired"), Reply.ok("welcome"));
		try (Session session = session("old", "new")) {
			Result result = face.send(session, Call.post(this.server.url("/x"), "order"));
			assertThat(result.status()).isEqualTo(200);
			assertThat(result.body()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly("Bearer old", "Bearer new");
		assertThat(this.server.requests()).allMatch((request) -> request.text().equals("order"));
	}

	@ParameterizedTest
	@EnumSource
	void doesNotSendTheSameTokenAgain(Face face) throws IOException {
		this.server.otherwise(Reply.status(401).body("no"));
		try (Session session = session("same", "same")) {
			Result result = face.get(session, this.server.url("/x"));
			assertThat(result.status()).isEqualTo(401);
			assertThat(result.body()).isEqualTo("no");
		}
		assertThat(authorizations()).containsExactly("Bearer same");
	}

	@ParameterizedTest
	@EnumSource
	void repeatsOnlyOnce(Face face) throws IOException {
		this.server.otherwise(Reply.status(401).body("no"));
		try (Session session = session("1", "2", "3", "4")) {
			assertThat(face.get(session, this.server.url("/x")).status()).isEqualTo(401);
		}
		assertThat(authorizations()).containsExactly("Bearer 1", "Bearer 2");
		assertThat(this.asked).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "LOGIN", "OAUTH2_USER" })
	void doesNotSendTheSameCredentialsAgain(CredentialKind kind) {
		this.server.otherwise(Reply.status(401).header("WWW-Authenticate", "Basic realm=\"x\""));
		try (Session session = builder().auth(kind.credentials(this.server.url())).build()) {
			assertThat(session.get("/x").status().value()).isEqualTo(401);
		}
		assertThat(this.server.request()).matches(kind::isIn, "carries " + kind);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 10: a 401 of another origin renews nothing")
	void otherOriginRenewsNothing(Face face) throws IOException {
		this.server.otherwise(Reply.redirect(302, this.other.url("/to")));
		this.other.otherwise(Reply.status(401).header("WWW-Authenticate", "Bearer"));
		try (Session session = session("1", "2", "3")) {
			assertThat(face.get(session, this.server.url("/from")).status()).isEqualTo(401);
			assertThat(face.get(session, this.other.url("/to")).status()).isEqualTo(401);
		}
		assertThat(this.asked).hasValue(1);
		assertThat(this.other.requests()).hasSize(2).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	@ParameterizedTest
	@EnumSource
	void keepsAuthorizationOfTheCaller(Face face) throws IOException {
		this.server.otherwise(Reply.status(401));
		try (Session session = session("1", "2")) {
			face.send(session, Call.get(this.server.url("/x")).header("authorization", "mine"));
		}
		assertThat(this.server.request().headers("Authorization")).containsExactly("mine");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void oneShotBodyIsNotSentAgain() {
		this.server.otherwise(Reply.status(401).body("no"));
		try (Session session = session("1", "2")) {
			Response response = session.post("/x",
					(request) -> request.body(new ByteArrayInputStream(new byte[] { 'a', 'b' })));
			assertThat(response.status().value()).isEqualTo(401);
			assertThat(response.text()).isEqualTo("no");
		}
		assertThat(this.server.request().text()).isEqualTo("ab");
	}

	@Test
	void isIndependentOfAttempts() {
		this.server.otherwise(Reply.status(401), Reply.ok("welcome"));
		try (Session session = builder().auth(supplier("1", "2")).retry((retry) -> retry.withMaxAttempts(1)).build()) {
			Response response = session.get("/x");
			assertThat(response.text()).isEqualTo("welcome");
			assertThat(response.attempts()).isEqualTo(1);
			assertThat(response.history()).isEmpty();
		}
	}

	@Test
	void happensAtEachHopAndAttempt() {
		this.server.on("/from", Reply.status(401), Reply.status(503), Reply.status(401), Reply.redirect(302, "/to"));
		this.server.on("/to", Reply.status(401), Reply.ok("arrived"));
		try (Session session = session("1", "2", "3", "4", "5", "6")) {
			Response response = session.get("/from");
			assertThat(response.text()).isEqualTo("arrived");
			assertThat(response.attempts()).isEqualTo(2);
		}
		assertThat(authorizations()).containsExactly("Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4", "Bearer 5",
				"Bearer 6");
	}

	@Test
	void keepsCookiesOfTheRefusalAndSendsNothingTwice() {
		this.server.otherwise(Reply.status(401).cookie("seen=1"), Reply.ok("welcome"));
		try (Session session = builder().header("X-Client", "a").auth(supplier("1", "2")).build()) {
			session.get("/x?q=1", (request) -> request.cookie("own", "2"));
		}
		assertThat(this.server.requests()).hasSize(2)
			.allMatch((request) -> request.headers("X-Client").equals(List.of("a")))
			.allMatch((request) -> request.headers("Host").size() == 1)
			.allMatch((request) -> request.target().equals("/x?q=1"));
		assertThat(this.server.requests().get(1).header("Cookie")).contains("seen=1", "own=2");
	}

	@Test
	void hooksDoNotSeeTheRefusal() {
		this.server.otherwise(Reply.status(401), Reply.ok("welcome"));
		List<Object> seen = new ArrayList<>();
		try (Session session = builder().auth(supplier("1", "2"))
			.onRequest((request) -> seen.add(request.method().name()))
			.onResponse((response) -> seen.add(response.status().value()))
			.build()) {
			session.get("/x");
		}
		assertThat(seen).containsExactly("GET", 200);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1000, 10_000_000 })
	@DisplayName("RULE 23: the body of a refusal is not decoded; RULE 25: a long one is not read")
	void bodyOfTheRefusalIsNotDecoded(int length) {
		this.server.otherwise(
				Reply.status(401).header("Content-Encoding", "gzip").header("X", "y").body(new byte[length]),
				Reply.ok("welcome"));
		try (Session session = builder().auth(supplier("1", "2")).pool((pool) -> pool.withMaxConnections(1)).build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.accepted()).isEqualTo((length > 100_000) ? 2 : 1);
	}

	@Test
	@DisplayName("RULE 33: a renewal that fails keeps no connection")
	void failedRenewalKeepsNoConnection() {
		this.server.otherwise(Reply.status(401).body("x".repeat(1000)));
		Credentials credentials = Credentials.bearer(() -> {
			if (this.asked.incrementAndGet() % 2 == 0) {
				throw new IllegalStateException("no token today");
			}
			return "token";
		});
		try (Session session = builder().auth(credentials).pool((pool) -> pool.withMaxConnections(1)).build()) {
			for (int i = 0; i < 3; i++) {
				assertThatIllegalStateException().isThrownBy(() -> session.get("/x")).withMessage("no token today");
			}
			assertThat(session.pool().leased()).isZero();
		}
	}

	private List<String> authorizations() {
		return this.server.requests().stream().map((request) -> request.header("Authorization")).toList();
	}

	private Session session(String... tokens) {
		return builder().auth(supplier(tokens)).build();
	}

	private Credentials supplier(String... tokens) {
		this.tokens.addAll(List.of(tokens));
		return Credentials.bearer(() -> {
			this.asked.incrementAndGet();
			return this.tokens.remove();
		});
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

}
