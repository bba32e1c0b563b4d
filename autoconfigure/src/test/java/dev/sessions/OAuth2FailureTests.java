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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.sessions.settings.OAuth2Settings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.Tunnel;
import dev.sessions.testsupport.UnresponsivePort;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of calls for which no access token is available.
 */
class OAuth2FailureTests {

	private static final Duration PROMPT = Duration.ofSeconds(8);

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	static Stream<Arguments> faults() {
		Reply leak = Reply.status(400).header("Content-Type", "application/json");
		return Stream.of(
				Arguments.of(leak.body("{\"error\":\"invalid_client\",\"error_description\":\"no s3cret here\"}"),
						"it answered 400 (invalid_client)"),
				Arguments.of(leak.body("{\"error\":\"s3cret\"}"), "it answered 400 (1 attempt"),
				Arguments.of(leak.body("s3cret"), "it answered 400 (1 attempt"),
				Arguments.of(leak.body("{\"error\":\"invalid_scope\"}").header("WWW-Authenticate", "s3cret"),
						"it answered 400 (invalid_scope)"),
				Arguments.of(Reply.status(401).header("WWW-Authenticate", "Basic realm=\"s3cret\"").body("s3cret"),
						"it answered 401 (1 attempt"),
				Arguments.of(Reply.status(429).header("Retry-After", "1").body("s3cret"), "it answered 429 (1 attempt"),
				Arguments.of(Reply.status(500).body("<html>s3cret</html>"), "it answered 500 (1 attempt"),
				Arguments.of(Reply.status(503).header("Retry-After", "0"), "it answered 503 (1 attempt"),
				Arguments.of(leak.body("{\"error\":\"" + "s3cret".repeat(50_000) + "\"}"), "its response is too large"),
				Arguments.of(Reply.ok("s3cret"), "its response is not that of a token endpoint"),
				Arguments.of(Reply.ok(""), "its response is not that of a token endpoint"),
				Arguments.of(Reply.status(204), "its response is not that of a token endpoint"),
				Arguments.of(Reply.json("[\"s3cret\"]"), "its response is not that of a token endpoint"),
				Arguments.of(Reply.json("null"), "its response is not that of a token endpoint"),
				Arguments.of(Reply.json("{\"access_token\":\"s3cret"), "its response is not that of a token endpoint"),
				Arguments.of(Reply.json("{\"token\":\"s3cret\"}"), "its response contains no access token"),
				Arguments.of(Reply.json("{\"access_token\":[\"s3cret\"]}"), "its response contains no access token"),
				Arguments.of(Reply.json("{\"access_token\":\"\"}"), "its response contains no access token"),
				Arguments.of(Reply.json("{\"access_token\":\"s3cret\",\"token_type\":\"mac s3cret\"}"),
						"its token is not a bearer token"),
				Arguments.of(Reply.json("{\"access_token\":\"s3cret\\r\\nX-Evil: 1\"}"),
						"its access token cannot be sent in a header"),
				Arguments.of(Reply.json("{\"access_token\":\"" + "s3cret".repeat(50_000) + "\"}"),
						"its response is too large"),
				Arguments.of(Reply.json("{\"access_token\":\"" + "s3cret".repeat(50_000) + "\"}").chunked(),
						"its response is too large"),
				Arguments.of(Reply.json("s3cret").gzip(), "its response is not that of a token endpoint"),
				Arguments.of(Faults.garbage(), "its response broke off or is not HTTP"),
				Arguments.of(Faults.truncatedHead(), "its response broke off or is not HTTP"),
				Arguments.of(Faults.truncatedBody(), "its response "),
				Arguments.of(Faults.reset(), "its response broke off or is not HTTP"),
				Arguments.of(Faults.closeWithoutAnswer(), "its response broke off or is not HTTP"),
				Arguments.of(Faults.silence(), "it did not answer in time"),
				Arguments.of(Faults.drippingHead(Duration.ofMillis(20)), ""),
				Arguments.of(Faults.drippingBody(Duration.ofMillis(20)), ""));
	}

	@ParameterizedTest
	@MethodSource("faults")
	@ExtendWith(OutputCaptureExtension.class)
	@DisplayName("RULE 36: a failing token endpoint causes a clear error without secrets, and few requests")
	void faultIsExplained(Answer fault, String reason, CapturedOutput output) {
		this.tokens.otherwise(fault);
		try (Session session = session()) {
			Throwable failure = catchThrowable(() -> session.get("/"));
			assertThat(failure).isInstanceOf(SessionException.class)
				.hasMessageContaining("Session 'test': GET " + this.api.url("/"))
				.hasMessageContaining("access token from " + this.tokens.url())
				.hasMessageContaining(reason);
			assertThat(stackTrace(failure)).doesNotContain("s3cret").doesNotContain("czNjcmV0");
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/"));
		}
		assertThat(output).doesNotContain("s3cret").doesNotContain("czNjcmV0");
		assertThat(this.tokens.requests()).hasSize(1);
		assertThat(this.api.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void eachFaceReportsIt(Face face) {
		this.tokens.otherwise(Reply.status(400).body("{\"error\":\"invalid_client\"}"));
		try (Session session = session()) {
			Throwable failure = catchThrowable(() -> face.get(session, this.api.url("/")));
			assertThat(failure).hasMessageContaining("no access token from " + this.tokens.url())
				.hasMessageContaining("400 (invalid_client)");
			if (failure instanceof RestClientException) {
				assertThat(failure).isInstanceOf(CredentialsException.class);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	@DisplayName("RULE 38: the secret follows no redirect of the token endpoint")
	void secretFollowsNoRedirect(int status) {
		this.tokens.on("/token", Reply.redirect(status, this.other.url("/s3cret")));
		this.other.otherwise(Reply.json("{\"access_token\":\"t\"}"));
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("it answered " + status + ", but")
				.withMessageContaining("token-uri")
				.satisfies((failure) -> assertThat(stackTrace(failure)).doesNotContain("s3cret"));
		}
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	void manyCallsShareOneFailure() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(Reply.status(500)));
		try (Session session = session()) {
			List<Future<Response>> calls = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				calls.add(this.background.start(() -> session.get("/")));
			}
			gate.awaitArrivals(1);
			gate.open();
			for (Future<Response> call : calls) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(60, TimeUnit.SECONDS))
					.withCauseInstanceOf(CredentialsException.class);
			}
		}
		// one, and on a slow machine another after its backoff
		assertThat(this.tokens.requests()).hasSizeBetween(1, 3);
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void recoversByItself() {
		this.tokens.otherwise(Reply.status(500), token("t1"));
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"));
			await().ignoreException(CredentialsException.class).until(() -> session.get("/").text(), "welcome"::equals);
		}
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void callWithoutTokenMakesOneAttempt() {
		this.tokens.otherwise(Reply.status(503));
		try (Session session = session()) {
			CredentialsException failure = catchThrowableOfType(CredentialsException.class, () -> session.get("/"));
			assertThat(failure.attempts()).isEqualTo(1);
			assertThat(failure.uri()).isEqualTo(URI.create(this.api.url("/")));
		}
	}

	@Test
	@DisplayName("RULE 26: a call waits for a token up to its timeout, and its failure names the wait")
	void callWaitsUpToItsTimeout() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")));
		try (Session session = builder().auth(credentials())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(30)))
			.build()) {
			Future<Response> patient = this.background.start(() -> session.get("/"));
			gate.awaitArrivals(1);
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/", (request) -> request.timeout(Duration.ofMillis(200))))
				.withMessageContaining("while it waited for an access token from " + this.tokens.url());
			assertThat(stopwatch.elapsed()).isLessThan(PROMPT);
			gate.open();
			assertThat(patient.get(20, TimeUnit.SECONDS).text()).isEqualTo("welcome");
		}
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void tokenSlowerThanTheCallServesTheNext() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")));
		try (Session session = builder().auth(credentials())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(30)))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/", (request) -> request.timeout(Duration.ofMillis(100))));
			gate.awaitArrivals(1);
			gate.open();
			assertThat(session.get("/").text()).isEqualTo("welcome");
		}
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 35: close() wakes a call that waits for a token")
	void closeWakesWaitingCalls() throws Exception {
		this.tokens.otherwise(Faults.silence());
		Session session = builder().auth(credentials())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(60)))
			.build();
		Future<Throwable> waiting = this.background.start(() -> catchThrowable(() -> session.get("/")));
		await().until(() -> this.tokens.requests().size() == 1);
		session.close();
		assertThat(waiting.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS)).isInstanceOf(SessionClosedException.class);
		await().until(() -> this.tokens.open() == 0);
	}

	@Test
	@DisplayName("RULE 35: interruption wakes a call that waits for a token")
	void interruptionWakesWaitingCall() throws Exception {
		this.tokens.otherwise(Faults.silence());
		try (Session session = builder().auth(credentials())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(60)))
			.build()) {
			List<Throwable> failures = new ArrayList<>();
			Thread thread = new Thread(() -> failures.add(catchThrowable(() -> session.get("/"))));
			thread.start();
			await().until(() -> this.tokens.requests().size() == 1);
			thread.interrupt();
			thread.join(PROMPT.toMillis());
			assertThat(failures).hasSize(1);
			assertThat(failures.get(0)).isInstanceOf(SessionException.class).hasMessageContaining("interrupted");
		}
	}

	@Test
	void closingOneSessionDoesNotAffectOthersWithTheToken() throws Exception {
		Credentials credentials = credentials();
		this.tokens.otherwise(Faults.silence(), token("t2"));
		try (Session remaining = builder().auth(credentials).build()) {
			Session session = builder().auth(credentials)
				.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(60)))
				.build();
			Future<Throwable> first = this.background.start(() -> catchThrowable(() -> session.get("/")));
			await().until(() -> this.tokens.requests().size() == 1);
			Future<Response> second = this.background.start(() -> remaining.get("/"));
			session.close();
			assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(SessionClosedException.class);
			assertThat(second.get(20, TimeUnit.SECONDS).text()).isEqualTo("welcome");
		}
	}

	@Test
	void refusalWithoutANewTokenIsExplained() throws IOException {
		this.tokens.otherwise(token("t1"), Reply.status(500));
		this.api.otherwise(Reply.status(401));
		try (Session session = builder().auth(credentials()).pool((pool) -> pool.withMaxConnections(1)).build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("it answered 500");
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void tokenCallUsesTheTrustOfTheSession() {
		CertificateAuthority authority = CertificateAuthority.named("Authority of tokens");
		SSLContext trusting = IssuedCertificate.trusting(authority.trustStore());
		this.api.otherwise(Reply.ok("welcome"));
		try (ScriptedServer secure = ScriptedServer.startTls(authority.server().context(null), (listener) -> {
		}).otherwise(token("t1"))) {
			try (Session session = Session.builder("trusting")
				.baseUrl(this.api.url())
				.auth(Credentials.oauth2(secure.url("/token"), "app", "s3cret"))
				.ssl((ssl) -> ssl.withContext(trusting))
				.build()) {
				assertThat(session.get("/").text()).isEqualTo("welcome");
			}
			try (Session session = Session.builder("other")
				.baseUrl(this.api.url())
				.auth(Credentials.oauth2(secure.url("/token"), "app", "s3cret"))
				.build()) {
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"));
			}
			assertThat(secure.requests()).hasSize(1);
		}
	}

	@Test
	void tokenCallObeysTheProxy() {
		try (ScriptedServer secure = ScriptedServer.startTls(); ScriptedServer proxy = ScriptedServer.start()) {
			secure.otherwise(token("t1"));
			proxy.on(this.api.url("/"), Reply.ok("by proxy")).otherwise(new Tunnel(secure));
			try (Session session = builder().auth(Credentials.oauth2("https://auth.example.org/token", "app", "s3cret"))
				.ssl((ssl) -> ssl.withVerify(false))
				.proxy((settings) -> settings.withUrl(proxy.url()))
				.build()) {
				assertThat(session.get("/").text()).isEqualTo("by proxy");
			}
			assertThat(secure.request().path()).isEqualTo("/token");
			assertThat(proxy.requests()).first().satisfies((request) -> {
				assertThat(request.method()).isEqualTo("CONNECT");
				assertThat(request.target()).isEqualTo("auth.example.org:443");
				assertThat(request.hasHeader("Authorization")).isFalse();
			});
		}
	}

	@Test
	void tokenCallObeysTheEgressRules() {
		Credentials credentials = Credentials.oauth2(this.tokens.localhost("/token"), "app", "s3cret");
		try (Session session = builder().auth(credentials)
			.egress((egress) -> egress.withAllowedHosts(List.of("127.0.0.1")))
			.build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("the host 'localhost'");
		}
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	@DisplayName("RULE 13: the token endpoint's name is checked")
	void tlsFailureIsExplained() {
		try (ScriptedServer secure = ScriptedServer.startTls(); ScriptedServer proxy = ScriptedServer.start()) {
			proxy.otherwise(new Tunnel(secure));
			try (Session session = builder().auth(Credentials.oauth2("https://auth.example.org/", "app", "s3cret"))
				.proxy((settings) -> settings.withUrl(proxy.url()))
				.build()) {
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
					.withMessageContaining("no access token from https://auth.example.org: TLS failed");
			}
			assertThat(secure.requests()).isEmpty();
		}
	}

	@Test
	void tokenCallObeysTheConnectTimeout() throws IOException {
		try (UnresponsivePort port = new UnresponsivePort()) {
			try (Session session = builder().auth(Credentials.oauth2(port.url("/token"), "app", "s3cret"))
				.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(200)))
				.build()) {
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
					.withMessageContaining("no connection could be opened in time");
			}
		}
	}

	@Test
	void missingEndpoint() {
		String url = this.tokens.url("/token");
		this.tokens.close();
		try (Session session = builder().auth(Credentials.oauth2(url, "app", "s3cret")).build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("the connection was refused");
		}
		try (Session session = builder().auth(Credentials.oauth2("https://no-such-host.invalid/t", "app", "s3cret"))
			.build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("no access token from https://no-such-host.invalid: the host is unknown");
		}
	}

	@Test
	@DisplayName("RULE 36: the secret is not shown")
	void secretIsNotShown() {
		OAuth2Settings settings = OAuth2Settings.of("https://auth.example.org/s3cret?key=s3cret", "app", "s3cret");
		assertThat(settings.toString()).doesNotContain("s3cret");
		assertThat(Credentials.oauth2(settings)).hasToString("Credentials[oauth2]");
		assertThat(SessionSettings.defaults().withCredentials(Credentials.oauth2(settings)).toString())
			.doesNotContain("s3cret");
	}

	@Test
	void postIsNotSentWithoutAToken() throws IOException {
		this.tokens.otherwise(Reply.status(500));
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> Face.VERBS.send(session, Call.post(this.api.url("/"), "order")));
		}
		assertThat(this.api.requests()).isEmpty();
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private static Reply token(String value) {
		return Reply.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
	}

	private Credentials credentials() {
		return Credentials.oauth2(this.tokens.url("/token"), "app", "s3cret");
	}

	private Session session() {
		return builder().auth(credentials())
			.timeout((timeout) -> timeout.withRead(Duration.ofMillis(500)).withTotal(Duration.ofSeconds(2)))
			.build();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.api.url());
	}

}
