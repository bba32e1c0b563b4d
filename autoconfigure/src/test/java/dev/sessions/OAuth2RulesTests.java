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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the requests for access tokens, and of their use.
 */
class OAuth2RulesTests {

	private static final String WAITS = "dev.sessions.internal.call.CancellableWaits";

	private static final int MANY = 200;

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	@ParameterizedTest
	@EnumSource
	void tokenIsRequestedOnceAndSentToTheApi(Face face) throws IOException {
		this.tokens.otherwise(token("t1", 3600));
		this.api.otherwise(Reply.ok("welcome"));
		try (Session session = session()) {
			assertThat(face.get(session, this.api.url("/a")).body()).isEqualTo("welcome");
			assertThat(face.send(session, Call.post(this.api.url("/b"), "x")).body()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly("Bearer t1", "Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void requestIsThatOfRfc6749() {
		this.tokens.otherwise(token("t1", 3600));
		this.api.otherwise(Reply.ok(""));
		OAuth2Settings settings = OAuth2Settings.of(this.tokens.url("/token?x=1"), "my app:1", "s%cr+t ü")
			.withScopes(List.of("read", "write"))
			.withAudience("https://api.example.org/");
		try (Session session = builder().header("X-Own", "1")
			.header("Cookie", "a=b")
			.param("p", "1")
			.auth(Credentials.oauth2(settings))
			.build()) {
			session.get("/");
		}
		ReceivedRequest request = this.tokens.request("/token");
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.target()).isEqualTo("/token?x=1");
		assertThat(request.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
		assertThat(request.header("Accept")).contains("application/json");
		assertThat(request.header("Authorization")).isEqualTo("Basic "
				+ Base64.getEncoder().encodeToString("my+app%3A1:s%25cr%2Bt+%C3%BC".getBytes(StandardCharsets.UTF_8)));
		assertThat(request.text().split("&", -1)).containsExactlyInAnyOrder("grant_type=client_credentials",
				"scope=read+write", "audience=https%3A%2F%2Fapi.example.org%2F");
		assertThat(request.hasHeader("X-Own")).isFalse();
		assertThat(request.hasHeader("Cookie")).isFalse();
	}

	@Test
	void clientMayAuthenticateInTheBody() {
		this.tokens.otherwise(token("t1", 3600));
		this.api.otherwise(Reply.ok(""));
		try (Session session = builder()
			.auth(Credentials.oauth2(settings().withAuthentication(ClientAuthentication.POST)))
			.build()) {
			session.get("/");
		}
		ReceivedRequest request = this.tokens.request();
		assertThat(request.hasHeader("Authorization")).isFalse();
		assertThat(request.text().split("&", -1)).containsExactlyInAnyOrder("grant_type=client_credentials",
				"client_id=app", "client_secret=s3cret");
	}

	@Test
	@DisplayName("RULE 38, token-single-flight: many threads make one token request")
	void manyThreadsMakeOneRequest() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1", 3600)));
		this.api.otherwise(Reply.ok("welcome"));
		try (Session session = session()) {
			CountDownLatch ready = new CountDownLatch(MANY);
			List<Future<String>> calls = startMany(() -> {
				ready.countDown();
				ready.await();
				return session.get("/").text();
			});
			await().atMost(Duration.ofSeconds(60)).until(() -> waitingForToken() == MANY);
			gate.open();
			for (Future<String> call : calls) {
				assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("welcome");
			}
		}
		assertThat(this.tokens.requests()).hasSize(1);
		assertThat(this.api.requests()).hasSize(MANY);
	}

	private static long waitingForToken() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals(WAITS) && frame.getMethodName().equals("await")))
			.count();
	}

	@Test
	void forksAndRequestsShareTheToken() {
		this.tokens.otherwise(token("t1", 3600));
		this.api.otherwise(Reply.ok(""));
		Credentials credentials = Credentials.oauth2(settings());
		try (Session session = builder().auth(credentials).build();
				Session other = builder().build();
				Session fork = session.fork()) {
			session.get("/");
			fork.get("/");
			other.get("/", (request) -> request.auth(credentials));
		}
		assertThat(authorizations()).containsExactly("Bearer t1", "Bearer t1", "Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 38: a 401 causes exactly one renewal and one repetition")
	void refusalRenewsOnce(Face face) throws IOException {
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600));
		this.api.otherwise(Reply.status(401).body("expired"), Reply.ok("welcome"));
		try (Session session = session()) {
			assertThat(face.send(session, Call.post(this.api.url("/"), "order")).body()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly("Bearer t1", "Bearer t2");
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	@DisplayName("RULE 38: an API that refuses every token causes few token requests")
	void refusalOfNewTokensIsTheResult() {
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600), token("t3", 3600));
		this.api.otherwise(Reply.status(401).body("no"));
		try (Session session = session()) {
			for (int i = 0; i < 10; i++) {
				Response response = session.get("/");
				assertThat(response.status().value()).isEqualTo(401);
				assertThat(response.text()).isEqualTo("no");
			}
		}
		assertThat(authorizations().subList(0, 3)).containsExactly("Bearer t1", "Bearer t2", "Bearer t2");
		// a token would be requested again after a second; ten calls usually take less
		assertThat(this.tokens.requests()).hasSizeBetween(2, 4);
	}

	@Test
	@DisplayName("RULE 38: many concurrent refusals cause one renewal")
	void manyRefusalsRenewOnce() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600));
		Answer refusal = gate.then(Reply.status(401));
		this.api.otherwise((request, connection) -> {
			boolean old = "Bearer t1".equals(request.header("Authorization"));
			(old ? refusal : Reply.ok("welcome")).send(request, connection);
		});
		try (Session session = session()) {
			List<Future<String>> calls = startMany(() -> session.get("/").text());
			gate.awaitArrivals(50);
			gate.open();
			for (Future<String> call : calls) {
				assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("welcome");
			}
		}
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: no token and no token request for another origin")
	void otherOriginGetsNoToken(Face face) throws IOException {
		this.tokens.otherwise(token("t1", 3600));
		this.api.otherwise(Reply.status(401));
		try (Session session = session()) {
			assertThat(face.get(session, this.api.localhost("/")).status()).isEqualTo(401);
		}
		assertThat(this.api.request().hasHeader("Authorization")).isFalse();
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void authorizationSetByHandNeedsNoToken() {
		this.api.otherwise(Reply.ok(""));
		try (Session session = session()) {
			session.get("/", (request) -> request.header("Authorization", "mine"));
		}
		assertThat(authorizations()).containsExactly("mine");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"expires_in\":0", ",\"expires_in\":-1", ",\"expires_in\":\"soon\"",
			",\"expires_in\":\"3600\"", ",\"expires_in\":99999999999999999999999999999", ",\"expires_in\":1e300",
			",\"expires_in\":null", ",\"expires_in\":[1]", ",\"expires_in\":9223372036854775807" })
	@DisplayName("RULE 38: an expires_in that is absent, 0, negative, huge or text is safe")
	void oddLifetimesAreSafe(String expiresIn) {
		this.tokens.otherwise(Reply.json("{\"access_token\":\"t1\",\"token_type\":\"bearer\"" + expiresIn + "}"));
		this.api.otherwise(Reply.ok("welcome"));
		try (Session session = session()) {
			for (int i = 0; i < 5; i++) {
				assertThat(session.get("/").text()).isEqualTo("welcome");
			}
		}
		assertThat(authorizations()).hasSize(5).containsOnly("Bearer t1");
		assertThat(this.tokens.requests()).hasSizeBetween(1, 3);
	}

	static Stream<Reply> tokensInOddForm() {
		String body = "{\"access_token\":\"t1\"}";
		return Stream.of(Reply.ok(body), Reply.ok(body).header("Content-Type", "text/html"), Reply.json(body).chunked(),
				Reply.status(201).header("Content-Type", "application/json").body(body));
	}

	@ParameterizedTest
	@MethodSource("tokensInOddForm")
	void responseOfAnyContentTypeIsRead(Reply reply) {
		this.tokens.otherwise(reply);
		this.api.otherwise(Reply.ok(""));
		try (Session session = session()) {
			session.get("/");
		}
		assertThat(authorizations()).containsExactly("Bearer t1");
	}

	private static Reply token(String value, int lifetime) {
		return Reply.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime
				+ ",\"scope\":\"a b\"}");
	}

	private List<Future<String>> startMany(Callable<String> call) {
		List<Future<String>> calls = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			calls.add(this.background.start(call));
		}
		return calls;
	}

	private List<String> authorizations() {
		return this.api.requests().stream().map((request) -> request.header("Authorization")).toList();
	}

	private OAuth2Settings settings() {
		return OAuth2Settings.of(this.tokens.url("/token"), "app", "s3cret");
	}

	private Session session() {
		return builder().auth(Credentials.oauth2(settings())).build();
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.api.url())
			.pool((pool) -> pool.withMaxConnections(64))
			.timeout((timeout) -> timeout.withLease(timeout.total()));
	}

}
