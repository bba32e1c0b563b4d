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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.LoginServer;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the responses of servers to logins, and of their effect on calls.
 */
class LoginRulesTests {

	private static final LoginSettings FORM = LoginTests.FORM;

	private static final LoginSettings JSON = LoginSettings.of("/login")
		.withJson("user", "alice")
		.withJson("password", "s3cret-login")
		.withToken(LoginToken.at("/token"));

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	private SessionBuilder builder(LoginSettings login) {
		return Session.builder("shop").baseUrl(this.server.url()).auth(Credentials.login(login));
	}

	private static void assertFails(Session session, String... messages) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
			.withMessageContainingAll(messages)
			.satisfies((ex) -> {
				for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
					assertThat(String.valueOf(cause.getMessage())).doesNotContain("s3cret", "alice");
				}
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void manyThreadsMakeOneLogin(boolean redirecting) throws Exception {
		try (LoginServer shop = LoginServer.start();
				Session session = Session.builder("shop")
					.baseUrl((redirecting ? shop.redirecting() : shop).url())
					.auth(Credentials.login(FORM))
					.timeout((timeout) -> timeout.withLease(Duration.ofSeconds(30)))
					.build()) {
			assertThat(inThreads(200, session)).containsOnly("welcome ");
			assertThat(shop.logins()).isEqualTo(1);
			shop.expire();
			assertThat(inThreads(200, session)).containsOnly("welcome ");
			assertThat(shop.logins()).isEqualTo(2);
			assertThat(session.pool().leased()).isZero();
		}
	}

	private static List<String> inThreads(int count, Session session) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			CountDownLatch ready = new CountDownLatch(count);
			List<Future<String>> calls = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				calls.add(threads.submit(() -> {
					ready.countDown();
					ready.await();
					return session.get("/x").text();
				}));
			}
			List<String> texts = new ArrayList<>();
			for (Future<String> call : calls) {
				texts.add(call.get(60, TimeUnit.SECONDS));
			}
			return texts;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	@DisplayName("RULE 49: a failed login is not repeated by each call")
	void failedLoginIsNotRepeatedAtOnce() {
		this.server.on("/login", Reply.redirect(302, "/login?error"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "no login at " + this.server.url() + "/login: it redirected back to the login page");
			assertFails(session, "it redirected back to the login page", "not called again for");
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::path).containsExactly("/login");
	}

	@ParameterizedTest
	@CsvSource({ "400", "401", "403", "429", "500", "503" })
	void failureNamesTheStatusOfTheLogin(int status) {
		this.server.on("/login", Reply.status(status).body("s3cret-body alice"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "it answered " + status);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void loginPageWithStatus200IsFailure() {
		this.server.on("/login",
				Reply.ok("<p>Wrong!<form><INPUT name=p TYPE = 'Password'></form>").header("Content-Type", "text/html"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "a page that asks for a password");
		}
	}

	@Test
	void longPageWithoutPasswordIsSearchedInOnePass() {
		this.server.on("/login",
				Reply.ok("<input ".repeat(1_000_000))
					.header("Content-Type", "text/html")
					.header("Set-Cookie", "SID=1"));
		this.server.on("/x", Reply.ok("welcome"));
		try (Session session = builder(FORM).build()) {
			long begin = System.nanoTime();
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	void loginWithoutCookieIsFailure() {
		this.server.on("/login", Reply.ok("fine"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "it set no cookie");
		}
	}

	@Test
	void loginWithRejectedCookiesFailsWithTheKey() {
		this.server.on("/login", Reply.ok("fine").cookie("sid=1"));
		try (Session session = builder(FORM).cookies((cookies) -> cookies.withEnabled(false)).build()) {
			assertFails(session, "the session keeps no cookies (cookies.enabled is false)");
		}
	}

	@Test
	void redirectLoopIsAFailure() {
		this.server.on("/login", Reply.redirect(302, "/a").cookie("sid=1"))
			.on("/a", Reply.redirect(302, "/b"))
			.on("/b", Reply.redirect(302, "/a"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "it redirected more than 20 times");
			assertThat(session.cookies().list()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 307, 308 })
	@DisplayName("RULE 38: a login follows no redirect with its form")
	void formFollowsNoRedirect(int status) {
		this.server.on("/login", Reply.redirect(status, this.other.url("/login")));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "it answered " + status);
		}
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	void redirectAfterTheLoginIsNotFollowed() {
		this.server.on("/login", Reply.redirect(302, this.other.url("/frontend")).cookie("sid=1"))
			.otherwise(Reply.ok("welcome"));
		try (Session session = builder(FORM).build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	void redirectsOfTheLoginMaySetCookies() {
		this.server.on("/login", Reply.redirect(303, "next"))
			.on("/next", Reply.redirect(302, "/missing").cookie("sid=1"))
			.on("/missing", Reply.status(404))
			.otherwise(Reply.ok("welcome"));
		try (Session session = builder(FORM).build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(this.server.request("/x").header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request("/next").method()).isEqualTo("GET");
	}

	@Test
	void hiddenFieldIsTakenFromTheLoginPageEachTime() {
		AtomicInteger pages = new AtomicInteger();
		this.server
			.on("/signin", (request, connection) -> Reply
				.ok("<form><input type='hidden' value='t&amp;" + pages.incrementAndGet() + "' name=\"_csrf\"></form>")
				.header("Content-Type", "text/html")
				.cookie("pre=" + pages.get())
				.send(request, connection))
			.on("/login", (request, connection) -> {
				boolean matches = request.text().endsWith("&_csrf=t%26" + pages.get())
						&& ("pre=" + pages.get()).equals(request.header("Cookie"));
				(matches ? Reply.ok("").cookie("sid=" + pages.get()) : Reply.status(403)).send(request, connection);
			})
			.on("/x", Reply.status(401), Reply.ok("welcome"));
		LoginSettings login = FORM.withCsrfField("_csrf")
			.withExpired(FORM.expired().withRedirectsTo(this.server.url("/signin")));
		try (Session session = builder(login).build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(session.cookies().get("sid")).isEqualTo("2");
		}
		assertThat(pages).hasValue(2);
	}

	@Test
	void missingHiddenFieldIsAFailure() {
		this.server.on("/login", Reply.ok("<input name=other>").header("Content-Type", "text/html"));
		try (Session session = builder(FORM.withCsrfField("_csrf")).build()) {
			assertFails(session, "the login page has no field '_csrf'; see auth.login.csrf-field");
		}
		assertThat(this.server.request().method()).isEqualTo("GET");
	}

	@ParameterizedTest
	@EnumSource
	void tokenOfJsonIsSent(Face face) throws IOException {
		this.server.on("/login", Reply.json("{\"token\":\"s3cret-token\"}")).otherwise(Reply.ok("welcome"));
		try (Session session = builder(JSON).build()) {
			assertThat(face.get(session, this.server.url("/x")).body()).isEqualTo("welcome");
		}
		assertThat(this.server.request("/login").text())
			.isEqualTo("{\"user\":\"alice\",\"password\":\"s3cret-login\"}");
		assertThat(this.server.request("/login").hasHeader("Authorization")).isFalse();
		assertThat(this.server.request("/x").headers("Authorization")).containsExactly("Bearer s3cret-token");
	}

	@Test
	void tokenMayBeNestedInJsonAndSentInAnyHeader() {
		this.server.on("/login", Reply.json("{\"a/b\":[{},{\"id\":4711}],\"ttl\":\"60\"}"))
			.otherwise(Reply.ok("welcome"));
		LoginToken token = LoginToken.at("/a~1b/1/id").sentAs("X-Session", null).expiresIn("/ttl");
		try (Session session = builder(JSON.withToken(token)).build()) {
			session.get("/x");
		}
		assertThat(this.server.request("/x").headers("X-Session")).containsExactly("4711");
		assertThat(this.server.request("/x").hasHeader("Authorization")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "X-Auth-Token, abc, abc", "Authorization, Bearer abc, Bearer abc", "Authorization, abc, Bearer abc",
			"authorization, bearer  abc, Bearer abc" })
	void tokenOfAHeaderIsSentInTheSameHeader(String name, String received, String sent) {
		this.server.on("/login", Reply.ok("").header(name, received)).otherwise(Reply.ok("welcome"));
		try (Session session = builder(FORM.withToken(LoginToken.inHeader(name))).build()) {
			session.get("/x");
		}
		assertThat(this.server.request("/x").headers(name)).containsExactly(sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"token\":null}", "{\"token\":\"\"}", "{\"token\":{}}", "[1]", "s3cret-text",
			"{\"token\":\"a\\nb\"}", "" })
	void responseWithoutAUsableTokenIsAFailure(String json) {
		this.server.on("/login", Reply.json(json));
		try (Session session = builder(JSON).build()) {
			assertFails(session, "no login at " + this.server.url() + "/login: its ");
		}
	}

	@Test
	void lifetimeOfTheResponseEndsTheToken() {
		AtomicInteger logins = new AtomicInteger();
		this.server
			.on("/login",
					(request, connection) -> Reply
						.json("{\"token\":\"" + logins.incrementAndGet() + "\",\"expires_in\":1}")
						.send(request, connection))
			.otherwise(Reply.ok("welcome"));
		try (Session session = builder(JSON.withToken(LoginToken.at("/token").expiresIn("/expires_in"))).build()) {
			session.get("/x");
			await().until(() -> {
				session.get("/x");
				return logins.get() > 1;
			});
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 36_500, 100_000, 200_000, Long.MAX_VALUE / 86_400 })
	void tokenMayLiveForAnyTime(long days) {
		this.server.on("/login", Reply.json("{\"token\":\"abc\"}")).otherwise(Reply.ok("welcome"));
		LoginToken token = LoginToken.at("/token").expiresIn(Duration.ofDays(days));
		try (Session session = builder(JSON.withToken(token)).build()) {
			session.get("/x");
			session.get("/x");
		}
		assertThat(this.server.requests("/login")).hasSize(1);
	}

	@Test
	void tokenThatIsRefusedAtOnceIsNotRenewedAgain() {
		this.server.on("/login", Reply.json("{\"token\":\"useless\"}")).otherwise(Reply.status(401).body("no"));
		try (Session session = builder(JSON).build()) {
			assertThat(session.get("/x").text()).isEqualTo("no");
			assertThat(this.server.requests("/login")).hasSize(2);
			assertThat(session.get("/x").text()).isEqualTo("no");
			assertThat(this.server.requests("/login")).hasSize(2);
		}
	}

	@Test
	void callThatIsStillRedirectedToTheLoginPageFails() {
		this.server.on("/login", Reply.ok("").cookie("sid=1")).otherwise(Reply.redirect(302, "/login"));
		try (Session session = builder(FORM).build()) {
			assertFails(session, "although it is new");
			assertThat(this.server.requests("/login")).hasSize(2).allMatch((one) -> one.method().equals("POST"));
		}
	}

	@Test
	void loginSlowerThanTheCallServesTheNext() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.server.on("/login", (request, connection) -> {
			answer.await();
			Reply.ok("").cookie("sid=1").send(request, connection);
		}).otherwise(Reply.ok("welcome"));
		try (Session session = builder(FORM).build()) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(200))))
				.withMessageContaining("login at " + this.server.url() + "/login");
			answer.countDown();
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(this.server.requests("/login")).hasSize(1);
		}
	}

	@Test
	void closeEndsTheWaitForALogin() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		this.server.on("/login", (request, connection) -> never.await());
		Session session = builder(FORM).build();
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<?> call = thread.submit(() -> session.get("/x"));
			await().until(() -> !this.server.requests("/login").isEmpty());
			Stopwatch watch = Stopwatch.start();
			session.close();
			assertThat(call).failsWithin(Duration.ofSeconds(10));
			assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(5));
		}
		finally {
			never.countDown();
			thread.shutdownNow();
		}
	}

	@Test
	void sessionsThatEndEachOthersLoginsLogInAgain() {
		try (LoginServer shop = LoginServer.start().single();
				Session one = Session.builder("one").baseUrl(shop.url()).auth(Credentials.login(FORM)).build();
				Session two = Session.builder("two").baseUrl(shop.url()).auth(Credentials.login(FORM)).build()) {
			for (int i = 0; i < 2; i++) {
				assertThat(one.get("/x").text()).isEqualTo("welcome ");
				assertThat(two.get("/x").text()).isEqualTo("welcome ");
			}
			assertThat(shop.logins()).isEqualTo(4);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1, RULE 11: another origin neither gets the token nor causes a login")
	void otherOriginsGetNothing(Face face) throws IOException {
		this.server.on("/login", Reply.json("{\"token\":\"s3cret-token\"}"))
			.on("/away", Reply.redirect(302, this.other.url("/to")));
		this.other.otherwise(Reply.status(401));
		try (Session session = builder(JSON).build()) {
			face.get(session, this.other.url("/direct"));
			assertThat(this.server.requests()).isEmpty();
			face.get(session, this.server.url("/away"));
		}
		assertThat(this.server.requests("/login")).hasSize(1);
		assertThat(this.other.requests()).hasSize(2)
			.noneMatch((request) -> request.head().contains("s3cret") || request.hasHeader("Authorization"));
	}

	@Test
	void customLoginIsPossible() {
		this.server.on("/step1", Reply.ok("42").cookie("step=1"))
			.on("/step2", Reply.json("{\"key\":\"s3cret-key\"}"))
			.otherwise(Reply.ok("welcome"));
		SessionLogin login = (session) -> {
			String nonce = session.get("/step1").text();
			return Credentials.apiKeyHeader("X-Key",
					session.post("/step2", (request) -> request.param("nonce", nonce)).as(Key.class).key());
		};
		try (Session session = Session.builder("shop")
			.baseUrl(this.server.url())
			.header("X-App", "1")
			.auth(Credentials.login(login))
			.build()) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			assertThat(session.cookies().get("step")).isEqualTo("1");
		}
		assertThat(this.server.request("/step2").target()).isEqualTo("/step2?nonce=42");
		assertThat(this.server.request("/step2").header("Cookie")).isEqualTo("step=1");
		assertThat(this.server.requests()).allMatch((request) -> "1".equals(request.header("X-App")));
		assertThat(this.server.request("/x").header("X-Key")).isEqualTo("s3cret-key");
	}

	@ParameterizedTest
	@EnumSource
	void apiKeyOfTheQueryIsNotShown(Face face) throws IOException {
		SessionLogin login = (session) -> Credentials.apiKeyQuery("appid", "s3cret");
		try (Session session = Session.builder("shop")
			.baseUrl(this.server.url())
			.auth(Credentials.login(login))
			.build()) {
			this.server.otherwise(Reply.ok("welcome"));
			face.get(session, this.server.url("/x"));
			assertThat(session.get("/x").uri().toString()).doesNotContain("s3cret");
		}
		assertThat(this.server.requests("/x")).allMatch((request) -> request.target().equals("/x?appid=s3cret"));
	}

	@Test
	void failureOfCustomLoginIsReportedWithoutSecrets() {
		assertFailsByCode((session) -> {
			throw new IllegalStateException("The account is locked");
		}, "IllegalStateException: The account is locked");
		assertFailsByCode((session) -> {
			throw new IOException("password=s3cret");
		}, "IOException");
		assertFailsByCode((session) -> {
			session.get("/refused").raiseForStatus();
			return null;
		}, "it answered 403");
		assertFailsByCode((session) -> Credentials.digest("alice", "s3cret"), "digest");
		assertFailsByCode((session) -> null, "it set no cookie");
	}

	@Test
	@DisplayName("RULE 45: a login whose failure cannot be logged leaves no call waiting")
	void failureThatCannotBeLoggedEndsTheLogin() {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions.internal.token");
		logger.setLevel(Level.DEBUG);
		try (Session session = Session.builder("shop").baseUrl(this.server.url()).auth(Credentials.login((login) -> {
			throw new UnspeakableException();
		})).timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(5))).build()) {
			assertFails(session, "no login at " + this.server.url() + ": the request failed");
			assertFails(session, "it is not called again for");
		}
		finally {
			logger.setLevel(null);
		}
	}

	private void assertFailsByCode(SessionLogin login, String message) {
		this.server.on("/refused", Reply.status(403).body("s3cret"));
		try (Session session = Session.builder("shop")
			.baseUrl(this.server.url())
			.auth(Credentials.login(login))
			.build()) {
			assertFails(session, "no login at " + this.server.url() + ": ", message);
		}
	}

	/**
	 * A failure whose message cannot be read.
	 */
	private static final class UnspeakableException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw this;
		}

	}

	record Key(String key) {

	}

}
