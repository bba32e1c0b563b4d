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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Stopwatch;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of sessions with tokens of Spring Authorization Server.
 */
class AuthorizationServerTests {

	private static final int MANY = 200;

	@TempDir
	private Path directory;

	@AutoClose
	private AuthorizationServer server;

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	@BeforeEach
	void start() throws LifecycleException {
		this.server = new AuthorizationServer(this.directory.toString());
	}

	@ParameterizedTest
	@EnumSource(names = { "BASIC", "POST" })
	void apiAcceptsTheToken(ClientAuthentication authentication) {
		try (Session session = session(settings().withAuthentication(authentication))) {
			assertThat(session.get("/orders").text()).isEqualTo("GET by " + AuthorizationServer.CLIENT_ID);
			assertThat(session.post("/orders", (request) -> request.form("a", "b")).text()).startsWith("POST by ");
		}
		assertThat(this.server.tokenRequests()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 38: 200 concurrent threads without a token make one token request")
	void manyThreadsMakeOneRequest() throws Exception {
		try (Session session = session(settings())) {
			CountDownLatch ready = new CountDownLatch(MANY);
			List<Future<Response>> calls = new ArrayList<>();
			for (int i = 0; i < MANY; i++) {
				calls.add(this.background.start(() -> {
					ready.countDown();
					ready.await();
					return session.get("/orders");
				}));
			}
			for (Future<Response> call : calls) {
				assertThat(call.get(60, TimeUnit.SECONDS).status().value()).isEqualTo(200);
			}
		}
		assertThat(this.server.tokenRequests()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 38: short-lived tokens are renewed in time")
	void noCallUsesAnExpiredToken() {
		OAuth2Settings settings = OAuth2Settings
			.of(this.server.url("/oauth2/token"), AuthorizationServer.SHORT_LIVED_CLIENT_ID,
					AuthorizationServer.SHORT_LIVED_CLIENT_SECRET)
			.withScopes(List.of("orders"));
		Stopwatch stopwatch = Stopwatch.start();
		int calls = 0;
		try (Session session = session(settings)) {
			while (stopwatch.elapsed().compareTo(Duration.ofSeconds(3)) < 0) {
				assertThat(session.get("/orders").status().value()).isEqualTo(200);
				calls++;
			}
		}
		assertThat(this.server.tokenRequests()).isBetween(2, calls);
	}

	@Test
	void missingScopeIsRejectedByTheApi() {
		try (Session session = session(settings().withScopes(List.of("invoices")))) {
			assertThat(session.get("/orders").status().value()).isEqualTo(403);
		}
		assertThat(this.server.tokenRequests()).isEqualTo(1);
	}

	@Test
	void wrongSecretIsExplained() {
		OAuth2Settings settings = OAuth2Settings.of(this.server.url("/oauth2/token"), AuthorizationServer.CLIENT_ID,
				"wrong");
		try (Session session = session(settings)) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/orders"))
				.withMessageContaining("it answered 401 (invalid_client)");
		}
	}

	@Test
	void unknownScopeIsExplained() {
		try (Session session = session(settings().withScopes(List.of("all")))) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/orders"))
				.withMessageContaining("it answered 400 (invalid_scope)");
		}
	}

	private OAuth2Settings settings() {
		return OAuth2Settings
			.of(this.server.url("/oauth2/token"), AuthorizationServer.CLIENT_ID, AuthorizationServer.CLIENT_SECRET)
			.withScopes(List.of("orders"));
	}

	private Session session(OAuth2Settings settings) {
		return Session.builder("shop")
			.baseUrl(this.server.url(""))
			.auth(Credentials.oauth2(settings))
			.timeout((timeout) -> timeout.withLease(timeout.total()))
			.build();
	}

}
