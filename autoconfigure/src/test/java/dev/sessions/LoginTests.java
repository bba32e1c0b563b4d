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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.LoginServer;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.InputStreamResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of a session that logs in with a form and receives a cookie.
 */
class LoginTests {

	static final LoginSettings FORM = LoginSettings.of("/login")
		.withForm("username", "alice")
		.withForm("password", "s3cret-login");

	@AutoClose
	private final LoginServer server = LoginServer.start();

	@AutoClose
	private final Session session = session(Credentials.login(FORM));

	private Session session(Credentials credentials) {
		return Session.builder("shop").baseUrl(this.server.url()).auth(credentials).build();
	}

	private List<String> paths() {
		return this.server.server().requests().stream().map(ReceivedRequest::path).toList();
	}

	@ParameterizedTest
	@EnumSource
	void firstCallLogsIn(Face face) throws IOException {
		assertThat(face.get(this.session, this.server.url() + "/x").body()).isEqualTo("welcome ");
		assertThat(face.get(this.session, this.server.url() + "/y").body()).isEqualTo("welcome ");
		assertThat(paths()).containsExactly("/login", "/home", "/x", "/y");
		ReceivedRequest login = this.server.server().request("/login");
		assertThat(login.method()).isEqualTo("POST");
		assertThat(login.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
		assertThat(login.text()).isEqualTo(LoginServer.FORM);
		assertThat(login.hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void expiredLoginAndRequestAreRepeated(Face face) throws IOException {
		this.session.get("/x");
		this.server.expire();
		assertThat(face.send(this.session, Call.post(this.server.url() + "/order", "book")).body())
			.isEqualTo("welcome book");
		assertThat(this.server.logins()).isEqualTo(2);
		assertThat(this.server.server().requests("/order")).hasSize(2)
			.allMatch((request) -> request.text().equals("book"));
	}

	@ParameterizedTest
	@EnumSource
	void redirectToTheLoginPageShowsThatTheLoginHasExpired(Face face) throws IOException {
		this.server.redirecting();
		this.session.get("/x");
		this.server.expire();
		assertThat(face.get(this.session, this.server.url() + "/y").body()).isEqualTo("welcome ");
		assertThat(paths()).containsExactly("/login", "/home", "/x", "/y", "/login", "/home", "/y");
		assertThat(this.session.cookies().get("sid")).isEqualTo("s3cret-sid-2");
	}

	@Test
	void statusesThatShowAnExpiredLoginAreConfigurable() {
		ScriptedServer scripted = this.server.server();
		AtomicInteger calls = new AtomicInteger();
		scripted.on("/api", (request, connection) -> {
			int call = calls.incrementAndGet();
			Reply.status((call == 1) ? 419 : 200).body("answer " + call).send(request, connection);
		});
		LoginExpiry expired = LoginExpiry.defaults().withStatuses(List.of(419, 440));
		try (Session configured = session(Credentials.login(FORM.withExpired(expired)))) {
			assertThat(configured.get("/api").text()).isEqualTo("answer 2");
			assertThat(this.server.logins()).isEqualTo(2);
			configured.cookies().clear();
			assertThat(configured.get("/x").status().value()).isEqualTo(401);
		}
	}

	@Test
	void otherRedirectsAreFollowed() {
		this.server.server().on("/moved", Reply.redirect(302, "/x"));
		assertThat(this.session.get("/moved").text()).isEqualTo("welcome ");
		assertThat(this.server.logins()).isEqualTo(1);
	}

	@Test
	void redirectAfterALogoutIsFollowed() {
		this.server.server().on("/logout", Reply.redirect(302, "/login?logout"));
		assertThat(this.session.post("/logout", (request) -> request.body("")).text()).contains("<form");
		assertThat(this.server.logins()).isEqualTo(1);
	}

	@Test
	void eachForkLogsInForItself() {
		this.session.get("/x");
		Session fork = this.session.fork();
		Session alice = this.session.fork("alice");
		fork.get("/x");
		alice.get("/x");
		alice.get("/x");
		assertThat(this.session.fork("alice").get("/x").text()).isEqualTo("welcome ");
		assertThat(this.server.logins()).isEqualTo(3);
		assertThat(List.of(this.session, fork, alice).stream().map((one) -> one.cookies().get("sid")))
			.doesNotHaveDuplicates();
	}

	@Test
	void oneShotBodyIsNotSentAgain() {
		this.session.get("/x");
		this.server.expire();
		assertThat(this.session.post("/order", (request) -> request.body(once("book"))).status().value())
			.isEqualTo(401);
		assertThat(this.session.post("/order", (request) -> request.body(once("book"))).text())
			.isEqualTo("welcome book");
		assertThat(this.server.logins()).isEqualTo(2);
	}

	@Test
	void oneShotBodyDoesNotEndAtTheLoginPage() {
		this.server.redirecting();
		this.session.get("/x");
		this.server.expire();
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.session.post("/order", (request) -> request.body(once("book"))))
			.withMessageContaining("the request body can be read only once");
		assertThat(this.session.post("/order", (request) -> request.body(once("book"))).text())
			.isEqualTo("welcome book");
	}

	private static InputStreamResource once(String text) {
		return new InputStreamResource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void cookiesOfAFileAreUsedUntilTheyAreRefused(@TempDir Path directory) {
		Path file = directory.resolve("cookies");
		try (Session first = kept(file)) {
			first.get("/x");
		}
		try (Session second = kept(file)) {
			assertThat(second.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(1);
			this.server.expire();
			assertThat(second.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(2);
		}
	}

	private Session kept(Path file) {
		return Session.builder("shop")
			.baseUrl(this.server.url())
			.cookies((cookies) -> cookies.withFile(file))
			.auth(Credentials.login(FORM))
			.build();
	}

	@Test
	void loginDoesNotWaitForOtherCalls() {
		try (Session one = Session.builder("shop")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withLease(Duration.ofMillis(500)))
			.auth(Credentials.login(FORM))
			.build()) {
			one.get("/x");
			this.server.expire();
			assertThat(one.get("/x").text()).isEqualTo("welcome ");
		}
	}

	@Test
	void belongsToASession() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/x", (request) -> request.auth(Credentials.login(FORM))))
			.withMessageContaining("A login belongs to a session");
		this.session.auth(null);
		assertThat(this.session.get("/x").status().value()).isEqualTo(401);
		this.session.auth(Credentials.login(FORM));
		assertThat(this.session.get("/x").text()).isEqualTo("welcome ");
	}

	@Test
	void headerOfTheCallerNeedsNoLogin() {
		this.session.get("/x", (request) -> request.header("Authorization", "mine"));
		this.session.get("/x", (request) -> request.auth(null));
		assertThat(this.server.logins()).isZero();
	}

	@Test
	void cookieOfRequestDoesNotReplaceTheLogin() {
		assertThat(this.session.get("/x", (request) -> request.cookie("lang", "de")).text()).isEqualTo("welcome ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "log in", "ftp://h/login", "mailto:x", "/{login}", "https://me:s3cret@h/login" })
	void uriIsChecked(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> LoginSettings.of(uri))
			.withMessageStartingWith("uri ")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void relativeUriNeedsABaseUrl() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Session.builder("shop").auth(Credentials.login(FORM)).build())
			.withMessageContaining("base-url");
	}

	@Test
	void valuesOfTheFormAreNotShown() {
		assertThat(FORM.toString()).doesNotContain("s3cret", "alice").contains("username");
		assertThat(Credentials.login(FORM)).hasToString("Credentials[login]");
		assertThat(Credentials.login(FORM).kind()).isEqualTo("login");
	}

}
