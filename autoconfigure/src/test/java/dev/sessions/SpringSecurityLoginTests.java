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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sessions.settings.LoginSettings;
import dev.sessions.testsupport.Face;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a session that logs in to an application with Spring Security's form login.
 */
class SpringSecurityLoginTests {

	private static final LoginSettings LOGIN = LoginTests.FORM.withCsrfField("_csrf");

	@TempDir
	private static Path directory;

	@AutoClose
	private static SpringSecurityLogin application;

	@BeforeAll
	static void start() throws LifecycleException {
		application = new SpringSecurityLogin(directory.toString());
	}

	private static Session session(LoginSettings login) {
		application.forgetLogins();
		return Session.builder("shop").baseUrl(application.url()).auth(Credentials.login(login)).build();
	}

	@ParameterizedTest
	@EnumSource
	void logsInAndSurvivesTheEndOfItsSession(Face face) throws Exception {
		try (Session session = session(LOGIN)) {
			assertThat(face.get(session, application.url() + "/x").body()).isEqualTo("GET by alice");
			application.expire();
			assertThat(face.get(session, application.url() + "/x").body()).isEqualTo("GET by alice");
			assertThat(application.logins()).isEqualTo(2);
		}
	}

	@Test
	void manyThreadsMakeOneLogin() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(200);
		try (Session session = session(LOGIN)) {
			assertThat(session.get("/x").text()).isEqualTo("GET by alice");
			application.expire();
			List<CompletableFuture<String>> calls = IntStream.range(0, 200)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> session.get("/x").text(), threads))
				.toList();
			for (CompletableFuture<String> call : calls) {
				assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("GET by alice");
			}
			assertThat(application.logins()).isEqualTo(2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void wrongPasswordIsReported() {
		try (Session session = session(LOGIN.withForm("password", "wrong"))) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("no login at " + application.url()
						+ "/login: it redirected back to the login page, as if user or password were wrong");
		}
	}

	@Test
	void loginWithoutTheHiddenFieldIsRefused() {
		try (Session session = session(LoginTests.FORM)) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("no login at " + application.url() + "/login: it ");
		}
	}

}
