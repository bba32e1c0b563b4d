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

import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of redirects between https and http.
 */
class TlsDowngradeRulesTests {

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 9: a redirect from https to http carries no credentials")
	void noCredentialsFromHttpsToHttp(CredentialKind kind) {
		try (ScriptedServer secure = ScriptedServer.startTls();
				ScriptedServer plain = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.auth(kind.credentials(secure.url(), plain.url()))
					.build()) {
			secure.otherwise(Reply.redirect(302, plain.url("/to")));
			plain.otherwise(Reply.ok("arrived"));
			assertThat(session.get("/from").text()).isEqualTo("arrived");
			assertThat(secure.request()).matches(kind::isIn, "carries " + kind);
			assertThat(plain.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 9: an allowed http origin gets no credentials from https")
	void noCredentialsToAllowedHttpOrigin(CredentialKind kind) {
		try (ScriptedServer secure = ScriptedServer.startTls();
				ScriptedServer plain = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.allowedOrigins(plain.url())
					.auth(kind.credentials(secure.url(), plain.url()))
					.build()) {
			secure.otherwise(Reply.redirect(302, plain.url("/to")));
			plain.otherwise(Reply.ok("arrived"));
			assertThat(session.get("/from").text()).isEqualTo("arrived");
			assertThat(plain.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		}
	}

	@Test
	@DisplayName("RULE 9: headers set by hand are dropped from https to http")
	void noHandSetCredentialsFromHttpsToHttp() {
		try (ScriptedServer secure = ScriptedServer.startTls();
				ScriptedServer plain = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.allowedOrigins(plain.url())
					.header("X-API-Key", "hidden-default")
					.build()) {
			secure.otherwise(Reply.redirect(302, plain.url("/to")));
			plain.otherwise(Reply.ok("arrived"));
			session.get("/from", (request) -> request.header("Authorization", "hidden").cookie("mine", "hidden"));
			assertThat(secure.request().header("Authorization")).isEqualTo("hidden");
			assertThat(plain.request().head()).doesNotContain("hidden");
		}
	}

	@Test
	@DisplayName("RULE 1: https and http of one host are two origins in the other direction as well")
	void noCredentialsFromHttpToHttps() {
		CredentialKind kind = CredentialKind.BEARER;
		try (ScriptedServer secure = ScriptedServer.startTls();
				ScriptedServer plain = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl(plain.url())
					.auth(kind.credentials(secure.url(), plain.url()))
					.build()) {
			plain.otherwise(Reply.redirect(302, secure.url("/to")));
			secure.otherwise(Reply.ok("arrived"));
			assertThat(session.get("/from").text()).isEqualTo("arrived");
			assertThat(plain.request()).matches(kind::isIn, "carries " + kind);
			assertThat(secure.request()).matches(kind::isAbsentFrom, "carries no " + kind);
		}
	}

	@Test
	@DisplayName("RULE 2: an https origin keeps its credentials")
	void credentialsStayWithinHttpsOrigin() {
		CredentialKind kind = CredentialKind.BEARER;
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test").baseUrl(secure.url()).auth(kind.credentials()).build()) {
			secure.otherwise(Reply.redirect(302, "/to"), Reply.ok("arrived"));
			assertThat(session.get("/from").text()).isEqualTo("arrived");
			assertThat(secure.requests()).hasSize(2).allMatch(kind::isIn);
		}
	}

}
