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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.SocksServer;
import dev.sessions.testsupport.Stopwatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the route, the duration and the number of requests for access tokens.
 */
class TokenRequestRulesTests {

	private static final String SECRET = "cl1ent-s3cret";

	private final AtomicInteger issued = new AtomicInteger();

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise((request, connection) -> token().send(request, connection));

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start().otherwise(Reply.ok("by proxy"));

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "token-by-proxy-localhost, localhost, BASIC", "token-by-proxy-127, 127.0.0.1, POST",
			"token-by-proxy-127-basic, 127.0.0.1, BASIC", "token-by-proxy-localhost-post, LocalHost, POST",
			"token-by-proxy-127-other, 127.0.0.2, BASIC", "token-by-proxy-ipv6, [::1], BASIC" })
	@DisplayName("RULE 43: a client secret for this machine is not sent through a proxy")
	void secretForThisMachinePassesNoProxy(String id, String host, ClientAuthentication authentication) {
		OAuth2Settings settings = OAuth2Settings
			.of("http://" + host + ":" + this.tokens.port() + "/token", "app", SECRET)
			.withAuthentication(authentication);
		try (Session session = Session.builder("test")
			.baseUrl("http://api.test")
			.auth(Credentials.oauth2(settings))
			.proxy((proxy) -> proxy.withUrl(this.proxy.url()))
			.build()) {
			// no server listens on addresses other than 127.0.0.1, so an error suffices
			catchFailure(() -> session.get("/"));
		}
		assertThat(this.proxy.requests()).noneMatch((request) -> shows(request.head() + request.text()))
			.noneMatch((request) -> request.target().contains("/token"));
		if (host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1")) {
			assertThat(this.tokens.requests()).hasSize(1);
			assertThat(this.proxy.request().header("Authorization")).isEqualTo("Bearer t1");
		}
	}

	@ParameterizedTest(name = "token-by-proxy-{0}")
	@ValueSource(strings = { "socks5", "socks5h" })
	@DisplayName("RULE 43: a client secret for this machine is not sent through a SOCKS proxy")
	void secretForThisMachinePassesNoSocksProxy(String scheme) throws Exception {
		try (SocksServer socks = new SocksServer(this.api);
				Session session = Session.builder("test")
					.baseUrl("http://" + (scheme.equals("socks5") ? "192.0.2.1" : "api.test"))
					.auth(Credentials.oauth2(this.tokens.localhost("/token"), "app", SECRET))
					.proxy((proxy) -> proxy.withUrl(scheme + "://127.0.0.1:" + socks.port()))
					.build()) {
			assertThat(session.get("/").text()).isEqualTo("welcome");
			assertThat(socks.targets()).hasSize(1).doesNotContain("localhost", "127.0.0.1");
			assertThat(shows(socks.sent())).isFalse();
		}
		assertThat(this.tokens.requests()).hasSize(1);
		assertThat(this.api.request().header("Authorization")).isEqualTo("Bearer t1");
	}

	@Test
	@DisplayName("RULE 43: this machine is connected directly over TLS as well")
	void secretForThisMachinePassesNoTunnel() {
		try (ScriptedServer secure = ScriptedServer.startTls().otherwise(token());
				Session session = Session.builder("test")
					.baseUrl("http://api.test")
					.auth(Credentials.oauth2(secure.url("/token"), "app", SECRET))
					.ssl((ssl) -> ssl.withVerify(false))
					.proxy((proxy) -> proxy.withUrl(this.proxy.url()))
					.build()) {
			assertThat(session.get("/").text()).isEqualTo("by proxy");
			assertThat(secure.requests()).hasSize(1);
		}
		assertThat(this.proxy.request().target()).isEqualTo("http://api.test/");
	}

	@Test
	@DisplayName("no-proxy also exempts the token endpoint (token-no-proxy)")
	void noProxyStillCounts() {
		try (Session session = Session.builder("test")
			.baseUrl("http://api.test")
			.auth(Credentials.oauth2(this.tokens.localhost("/token"), "app", SECRET))
			.proxy((proxy) -> proxy.withUrl(this.proxy.url()).withNoProxy(List.of("localhost")))
			.build()) {
			assertThat(session.get("/").text()).isEqualTo("by proxy");
		}
		assertThat(this.proxy.request().header("Authorization")).isEqualTo("Bearer t1");
	}

	@Test
	@DisplayName("token-slow: a slow response is awaited beyond the timeout of the calls")
	void slowEndpointIsAwaited() {
		this.tokens.otherwise(slowly(Duration.ofMillis(1500)));
		try (Session session = session((timeout) -> timeout.withTotal(Duration.ofSeconds(1)))) {
			untilAnswered(session, Duration.ofSeconds(1));
		}
		assertThat(this.tokens.requests()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	@DisplayName("token-slow-request-timeout: a slow response is awaited beyond the timeout of the requests")
	void slowEndpointIsAwaitedBeyondTheTimeoutOfRequests() {
		this.tokens.otherwise(slowly(Duration.ofMillis(1500)));
		try (Session session = session((timeout) -> timeout)) {
			untilAnswered(session, Duration.ofMillis(500));
		}
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	@DisplayName("token-slow-in-time: a call ends with its own timeout")
	void callEndsInItsOwnTime() {
		this.tokens.otherwise(slowly(Duration.ofSeconds(3)));
		try (Session session = session((timeout) -> timeout.withTotal(Duration.ofMillis(600)))) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("waited for an access token from " + this.tokens.url());
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(1500));
		}
	}

	@Test
	@DisplayName("token-never: a silent endpoint times out and is requested less and less often")
	void silentEndpointIsRequestedLessOften() {
		this.tokens.otherwise(Faults.silence());
		try (Session session = session(
				(timeout) -> timeout.withTotal(Duration.ofMillis(500)).withRead(Duration.ofSeconds(1)))) {
			Stopwatch all = Stopwatch.start();
			while (all.elapsed().compareTo(Duration.ofSeconds(4)) < 0) {
				Stopwatch stopwatch = Stopwatch.start();
				assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/"));
				assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(1300));
			}
		}
		assertThat(this.tokens.requests()).hasSizeBetween(2, 4);
	}

	@Test
	@DisplayName("token-401-307, token-401-307-again: a chain of refusals and redirects does not request more tokens")
	void refusalsBetweenRedirectsAreBounded() {
		AtomicInteger answers = new AtomicInteger();
		this.api.otherwise((request, connection) -> {
			boolean refused = answers.getAndIncrement() % 2 == 0;
			(refused ? Reply.status(401) : Reply.redirect(307, "/h")).send(request, connection);
		});
		try (Session session = session((timeout) -> timeout)) {
			session.get("/");
			assertThat(this.tokens.requests()).hasSizeLessThanOrEqualTo(3);
			for (int i = 0; i < 10; i++) {
				catchFailure(() -> session.get("/"));
			}
		}
		assertThat(this.tokens.requests()).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	@DisplayName("token-each-once: the token requests are bounded for an API that accepts each token once")
	void apiThatAcceptsEachTokenOnceIsBounded() {
		AtomicInteger answers = new AtomicInteger();
		this.api.otherwise((request, connection) -> {
			boolean refused = answers.getAndIncrement() % 2 == 0;
			(refused ? Reply.status(401) : Reply.ok("welcome")).send(request, connection);
		});
		try (Session session = session((timeout) -> timeout)) {
			for (int i = 0; i < 100; i++) {
				session.get("/");
			}
		}
		assertThat(this.tokens.requests()).hasSizeLessThanOrEqualTo(15);
	}

	@Test
	@DisplayName("token-revoked: one renewal, one repetition")
	void revokedTokenIsRenewed() {
		this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
		try (Session session = session((timeout) -> timeout)) {
			assertThat(session.get("/").text()).isEqualTo("welcome");
		}
		assertThat(this.tokens.requests()).hasSize(2);
		assertThat(this.api.requests()).hasSize(2);
	}

	@Test
	@DisplayName("requests for tokens are bounded if the API refuses each (token-refused-always)")
	void apiThatRefusesAlwaysIsBounded() {
		this.api.otherwise(Reply.status(401));
		try (Session session = session((timeout) -> timeout)) {
			for (int i = 0; i < 20; i++) {
				assertThat(session.get("/").status().value()).isEqualTo(401);
			}
		}
		assertThat(this.tokens.requests()).hasSizeLessThanOrEqualTo(3);
		assertThat(this.api.requests()).hasSizeLessThanOrEqualTo(25);
	}

	@Test
	@DisplayName("token-endpoint-odd: a response with endless nesting is an ordinary failure")
	void nestedResponseIsOrdinaryFailure() {
		this.tokens.otherwise(Reply.json("[".repeat(1_000_000)), token());
		try (Session session = session((timeout) -> timeout)) {
			untilAnswered(session, Duration.ofSeconds(1));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.010/t", "http://127.1/t", "http://127.0.0.256/t", "http://0x7f.0.0.1/t",
			"http://2130706433/t", "http://[::2]/t", "http://localhost.example.org/t", "http://127.0.0.1.example.org/t",
			"http://xlocalhost/t" })
	@DisplayName("RULE 38: http is allowed only for hosts that every parser takes for this machine")
	void otherSpellingsOfThisMachineAreRefused(String uri) {
		assertThat(catchFailure(() -> OAuth2Settings.of(uri, "app", SECRET)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageStartingWith("token-uri must ");
	}

	private Reply token() {
		return Reply.json("{\"access_token\":\"t" + this.issued.incrementAndGet()
				+ "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
	}

	private Answer slowly(Duration time) {
		return (request, connection) -> {
			connection.pause(time);
			token().send(request, connection);
		};
	}

	private static void untilAnswered(Session session, Duration timeout) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(20))
			.ignoreExceptionsInstanceOf(SessionException.class)
			.until(() -> session.get("/", (request) -> request.timeout(timeout)).text(), "welcome"::equals);
	}

	private static Throwable catchFailure(Runnable call) {
		try {
			call.run();
			return new AssertionError("no failure");
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private static boolean shows(String text) {
		String encoded = Base64.getEncoder().encodeToString(("app:" + SECRET).getBytes(StandardCharsets.UTF_8));
		return text.contains(SECRET) || text.contains(encoded);
	}

	private Session session(UnaryOperator<TimeoutSettings> timeout) {
		return Session.builder("test")
			.baseUrl(this.api.url())
			.auth(Credentials.oauth2(this.tokens.url("/token"), "app", SECRET))
			.timeout(timeout)
			.build();
	}

}
