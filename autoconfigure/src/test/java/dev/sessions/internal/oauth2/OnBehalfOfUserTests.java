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

package dev.sessions.internal.oauth2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.SessionClosedException;
import dev.sessions.SessionException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of sessions that act for the user of each call, with a scripted token endpoint.
 */
class OnBehalfOfUserTests {

	private static final int MANY = 100;

	private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("elsewhere"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start().otherwise(token("new"));

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	private final ApplicationContextRunner runner = runner("authorization_code");

	@AfterEach
	void logout() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@EnumSource
	void callWithoutUserSendsNothing(Face face) {
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			Session session = context.getBean(Session.class);
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> face.get(session, this.api.url("/x")))
				.satisfies((ex) -> assertThat(messages(ex)).contains("it acts for a user")
					.contains("RequestSpec.principal"));
			SecurityContextHolder.getContext()
				.setAuthentication(new AnonymousAuthenticationToken("key", "anonymous",
						AuthorityUtils.createAuthorityList("ANONYMOUS")));
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> face.get(session, this.api.url("/x")))
				.satisfies((ex) -> assertThat(messages(ex)).contains("it acts for a user"));
		});
		assertThat(this.api.requests()).isEmpty();
		assertThat(this.tokens.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void eachFaceUsesTheTokenOfTheUser(Face face) {
		this.runner.run((context) -> {
			saveValid(context, "ann");
			saveValid(context, "bob");
			UserSession.login(UserSession.user("ann"));
			face.get(context.getBean(Session.class), this.api.url("/x"));
			UserSession.login(UserSession.user("bob"));
			face.get(context.getBean(Session.class), this.api.url("/x"));
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer valid-ann", "Bearer valid-bob");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void userIsThatOfTheThreadOrOfItsPropagatedContext(ThreadKind kind) {
		this.runner.run((context) -> {
			saveValid(context, "ann");
			Session session = context.getBean(Session.class);
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> kind.call(() -> session.get("/forgotten")));
			assertThat(
					kind.call(ContextSnapshotFactory.builder().build().captureAll().wrap(() -> session.get("/passed")))
						.text())
				.isEqualTo("welcome");
			assertThat(kind.call(() -> session.get("/named", (request) -> request.principal("ann"))).text())
				.isEqualTo("welcome");
		});
		assertThat(this.api.requests()).extracting(ReceivedRequest::target).containsExactly("/passed", "/named");
		assertThat(sentTokens(this.api)).containsOnly("Bearer valid-ann");
	}

	@Test
	void requestNamesAnotherUser() {
		this.runner.run((context) -> {
			saveValid(context, "ann");
			saveValid(context, "bob");
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			session.get("/x", (request) -> request.principal("bob"));
			session.stream(HttpMethod.GET, "/x", (request) -> request.principal("bob"),
					(response) -> response.status());
			session.download("/x", this.directory.resolve("file"), (request) -> request.principal("bob"));
			session.pages("/x", (request) -> request.principal("bob")).forEach((page) -> {
			});
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.get("/x", (request) -> request.principal(" ")));
		});
		assertThat(sentTokens(this.api)).hasSize(4).containsOnly("Bearer valid-bob");
	}

	@Test
	void principalRequiresCredentialsOfUsers() {
		try (Session session = Session.builder("plain").baseUrl(this.api.url()).build()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.get("/x", (request) -> request.principal("ann")))
				.withMessageContaining("credentials that act for a user");
			session.auth(Credentials.bearer("s3cret"));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.get("/x", (request) -> request.principal("ann")))
				.withMessageContaining("credentials that act for a user")
				.withMessageNotContaining("s3cret");
		}
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void eachPageBelongsToTheUserOfTheFirst() {
		this.api.on("/pages", Reply.ok("1").header("Link", "<" + this.api.url("/more") + ">; rel=next"));
		this.runner.run((context) -> {
			saveValid(context, "ann");
			UserSession.login(UserSession.user("ann"));
			var pages = context.getBean(Session.class).pages("/pages");
			assertThat(this.background.start(() -> pages.map(Response::text).toList()).get(20, TimeUnit.SECONDS))
				.containsExactly("1", "welcome");
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer valid-ann", "Bearer valid-ann");
	}

	@Test
	@DisplayName("RULE 38: 100 threads of one user make one token request, and those of two users make two")
	void oneRequestForEachUser() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("new")));
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			saveExpired(context, "bob");
			Session session = context.getBean(Session.class);
			List<Future<Response>> calls = new ArrayList<>();
			for (int i = 0; i < MANY; i++) {
				String user = (i % 2 == 0) ? "ann" : "bob";
				calls.add(this.background.start(() -> session.get("/x", (request) -> request.principal(user))));
			}
			gate.awaitArrivals(2);
			gate.open();
			for (Future<Response> call : calls) {
				assertThat(call.get(60, TimeUnit.SECONDS).text()).isEqualTo("welcome");
			}
			assertThat(UserSession.saved(context, "ann").getAccessToken().getTokenValue()).isEqualTo("new");
			assertThat(UserSession.saved(context, "ann").getRefreshToken().getTokenValue()).isEqualTo("refresh-ann");
		});
		assertThat(this.tokens.requests()).hasSize(2);
		assertThat(this.api.requests()).hasSize(MANY);
	}

	@Test
	@DisplayName("RULE 38: a 401 causes one renewal and one repetition")
	void rejectedTokenIsRefreshedOnce() {
		this.api.on("/x", Reply.status(401), Reply.ok("welcome")).on("/never", Reply.status(401));
		this.runner.run((context) -> {
			UserSession.save(context, "ann", "revoked", Instant.now().plusSeconds(3600), "refresh");
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(this.tokens.requests()).hasSize(1);
			for (int i = 0; i < 20; i++) {
				this.tokens.otherwise(token("new-" + i));
				assertThat(session.get("/never").status().value()).isEqualTo(401);
			}
		});
		assertThat(sentTokens(this.api)).startsWith("Bearer revoked", "Bearer new");
		assertThat(this.tokens.requests()).as("RULE 49").hasSizeLessThanOrEqualTo(6);
	}

	@Test
	void rejectedTokenWithoutSuccessorIsRemoved() {
		this.api.on("/x", Reply.status(401));
		this.runner.run((context) -> {
			UserSession.save(context, "ann", "revoked", Instant.now().plusSeconds(3600), null);
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			assertThat(session.get("/x").status().value()).isEqualTo(401);
			assertThat(UserSession.saved(context, "ann")).isNull();
		});
		assertThat(this.api.requests()).hasSize(1);
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void missingAuthorizationOfTheUserIsReported() {
		this.runner.run((context) -> {
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x"))
				.withMessageContaining("has not authorized the client")
				.withRootCauseInstanceOf(ClientAuthorizationRequiredException.class);
		});
		assertThat(this.api.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1, RULE 11: another origin never receives the token")
	void otherOriginNeverReceivesTheToken(Face face) {
		this.api.on("/away", Reply.redirect(302, this.other.url("/there")));
		this.runner.run((context) -> {
			saveValid(context, "ann");
			saveExpired(context, "bob");
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			face.get(session, this.api.url("/away"));
			UserSession.login(UserSession.user("bob"));
			face.get(session, this.other.url("/absolute"));
			SecurityContextHolder.clearContext();
			face.get(session, this.other.url("/nobody"));
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer valid-ann");
		assertThat(this.other.requests()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.hasHeader("Authorization")).isFalse());
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void failureOfOneUserDelaysThatUserOnly() {
		this.tokens.otherwise(Reply.status(503).body("s3cret of the server"));
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			saveExpired(context, "bob");
			Session session = context.getBean(Session.class);
			for (String user : List.of("ann", "bob", "ann", "bob", "ann")) {
				assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(() -> session.get("/x", (request) -> request.principal(user)))
					.withMessageContaining("it answered 503")
					.satisfies((ex) -> assertThat(messages(ex)).doesNotContain("s3cret", "refresh-", "expired-",
							"client-secret"));
			}
		});
		assertThat(this.tokens.requests()).hasSize(2);
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	@DisplayName("RULE 38: the refresh token follows no redirect")
	void tokenRequestFollowsNoRedirect() {
		this.tokens.otherwise(Reply.redirect(307, this.other.url("/token")));
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x"))
				.withMessageContaining("it answered 307");
		});
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	@DisplayName("RULE 38: tokens that cannot be used are refused, lifetimes of any kind are safe")
	void unusualResponsesAreSafe() {
		this.tokens.otherwise(Reply.json("{\"access_token\":\"a\\r\\nb\",\"token_type\":\"Bearer\"}"),
				Reply.json("{\"access_token\":\"x\",\"token_type\":\"mac\"}"), Reply.ok("hello"), Reply
					.json("{\"access_token\":\"good\",\"token_type\":\"bearer\",\"expires_in\":\"soon\",\"scope\":7}"));
		this.runner.run((context) -> {
			Session session = context.getBean(Session.class);
			for (String user : List.of("ann", "bob", "cid")) {
				saveExpired(context, user);
				assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(() -> session.get("/x", (request) -> request.principal(user)));
			}
			saveExpired(context, "dee");
			assertThat(session.get("/x", (request) -> request.principal("dee")).text()).isEqualTo("welcome");
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer good");
	}

	@Test
	void keptTokenThatCannotBeSentIsRefused() {
		this.runner.run((context) -> {
			UserSession.save(context, "ann", "a\r\nX-Evil: 1", Instant.now().plusSeconds(3600), null);
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x"))
				.withMessageContaining("cannot be sent")
				.withMessageNotContaining("Evil");
		});
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void tokenThatExpiresSoonIsRenewedMeanwhile() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("new")));
		this.runner.run((context) -> {
			UserSession.save(context, "ann", "aging", Instant.now().plusSeconds(30), "refresh");
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			gate.awaitArrivals(1);
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			gate.open();
			while (UserSession.saved(context, "ann").getAccessToken().getTokenValue().equals("aging")) {
				Thread.onSpinWait();
			}
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer aging", "Bearer aging", "Bearer new");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 35, RULE 44: the wait for a token ends with the total timeout and with close()")
	void waitEndsWithTheCall() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("new")));
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			Session session = context.getBean(Session.class);
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x",
						(request) -> request.principal("ann").timeout(java.time.Duration.ofMillis(200))))
				.withMessageContaining("an access token of the user");
			Future<Response> waiting = this.background
				.start(() -> session.get("/x", (request) -> request.principal("ann")));
			gate.awaitArrivals(1);
			session.close();
			assertThat(waiting).failsWithin(java.time.Duration.ofSeconds(10))
				.withThrowableThat()
				.withCauseInstanceOf(SessionClosedException.class);
			assertThatExceptionOfType(SessionClosedException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.principal("ann")));
		});
		gate.open();
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void interruptionEndsTheWait() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("new")));
		this.runner.run((context) -> {
			saveExpired(context, "ann");
			Session session = context.getBean(Session.class);
			java.util.concurrent.FutureTask<Response> call = new java.util.concurrent.FutureTask<>(
					() -> session.get("/x", (request) -> request.principal("ann")));
			Thread thread = new Thread(call);
			thread.start();
			gate.awaitArrivals(1);
			thread.interrupt();
			assertThat(call).failsWithin(java.time.Duration.ofSeconds(10))
				.withThrowableThat()
				.withCauseInstanceOf(SessionException.class);
		});
		gate.open();
	}

	@Test
	void assertionOfTheUserIsSent() {
		runner(JWT_BEARER).run((context) -> {
			UserSession.login(new JwtAuthenticationToken(
					Jwt.withTokenValue("h.assertion.s").header("alg", "RS256").subject("ann").build(), List.of()));
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
			assertThat(UserSession.saved(context, "ann").getAccessToken().getTokenValue()).isEqualTo("new");
		});
		assertThat(this.tokens.request().text()).contains("assertion=h.assertion.s");
		assertThat(sentTokens(this.api)).containsExactly("Bearer new");
	}

	@Test
	void userWithoutTokenHasNothingToExchange() {
		runner("urn:ietf:params:oauth:grant-type:token-exchange").run((context) -> {
			Session session = context.getBean(Session.class);
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("no token that could be exchanged");
			UserSession.login(new JwtAuthenticationToken(
					Jwt.withTokenValue("h.subject.s").header("alg", "RS256").subject("ann").build(), List.of()));
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		});
		assertThat(this.tokens.request().text()).contains("subject_token=h.subject.s");
	}

	@Test
	void grantOfTheApplicationTakesPrecedence() {
		OAuth2AuthorizedClientProvider own = (wanted) -> new OAuth2AuthorizedClient(wanted.getClientRegistration(),
				wanted.getPrincipal().getName(), new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
						"own-" + wanted.getPrincipal().getName(), Instant.now(), Instant.now().plusSeconds(3600)));
		this.runner.withBean(OAuth2AuthorizedClientProvider.class, () -> own).run((context) -> {
			UserSession.login(UserSession.user("ann"));
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
		});
		assertThat(sentTokens(this.api)).containsExactly("Bearer own-ann");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void forkIsThatOfTheNamedUser() {
		this.api.on("/login", Reply.ok("in").cookie("who=ann"));
		this.runner.withPropertyValues("sessions.shop.forks.by=user").run((context) -> {
			saveValid(context, "ann");
			saveValid(context, "bob");
			Session session = context.getBean(Session.class);
			session.get("/login", (request) -> request.principal("ann"));
			session.get("/x", (request) -> request.principal("bob"));
			UserSession.login(UserSession.user("ann"));
			session.get("/x");
		});
		assertThat(this.api.requests().get(1).hasHeader("Cookie")).isFalse();
		assertThat(this.api.requests().get(2).header("Cookie")).isEqualTo("who=ann");
	}

	@Test
	@DisplayName("RULE 48: a hold by a 429 applies to the user whose token was used")
	void holdAppliesToOneUser() {
		this.api.on("/x", Reply.status(429).header("Retry-After", "20"), Reply.ok("welcome"));
		this.runner.withPropertyValues("sessions.shop.timeout.total=5s").run((context) -> {
			saveValid(context, "ann");
			saveValid(context, "bob");
			Session session = context.getBean(Session.class);
			assertThat(session.get("/x", (request) -> request.principal("ann")).status().value()).isEqualTo(429);
			assertThat(session.get("/x", (request) -> request.principal("bob")).text()).isEqualTo("welcome");
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.principal("ann")));
		});
		assertThat(this.api.requests()).hasSize(2);
	}

	private ApplicationContextRunner runner(String grant) {
		return UserSession.runner(this.api.url(), this.tokens.url("/token"), grant, "app", "client-secret");
	}

	private static void saveValid(ApplicationContext context, String user) {
		UserSession.save(context, user, "valid-" + user, Instant.now().plusSeconds(3600), null);
	}

	private static void saveExpired(ApplicationContext context, String user) {
		UserSession.save(context, user, "expired-" + user, Instant.now().minusSeconds(1), "refresh-" + user);
	}

	private static Reply token(String token) {
		return Reply.json("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
	}

	private static List<String> sentTokens(ScriptedServer server) {
		return server.requests().stream().map((request) -> request.header("Authorization")).toList();
	}

	private static String messages(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.append(cause).append('\n');
		}
		return messages.toString();
	}

}
