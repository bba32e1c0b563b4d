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

package dev.sessions.autoconfigure.security;

import java.util.List;

import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of sessions that forward the bearer token of the current request.
 */
class ForwardedTokenTests {

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("elsewhere"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionSecurityAutoConfiguration.class))
		.withPropertyValues("sessions.shop.base-url=" + this.api.url());

	private final ApplicationContextRunner forwarding = this.runner
		.withPropertyValues("sessions.shop.auth.bearer.forward=true");

	@AfterEach
	void logout() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1, RULE 11: the token is passed on to the session's origin only")
	void tokenIsPassedOnToTheOriginOfTheSession(Face face) {
		this.api.on("/away", Reply.redirect(307, this.other.url("/there")));
		this.forwarding.run((context) -> {
			Session session = context.getBean(Session.class);
			serve("ann-token");
			face.get(session, this.api.url("/x"));
			face.get(session, this.api.url("/away"));
			serve("bob-token");
			face.get(session, this.api.url("/x"));
			face.get(session, this.other.url("/absolute"));
		});
		assertThat(this.api.requests()).extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer ann-token", "Bearer ann-token", "Bearer bob-token");
		assertThat(this.other.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.hasHeader("Authorization")).isFalse());
	}

	@ParameterizedTest
	@EnumSource
	void callWithoutTokenSendsNothing(Face face) {
		this.forwarding.run((context) -> {
			Session session = context.getBean(Session.class);
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> face.get(session, this.api.url("/x")));
			SecurityContextHolder.getContext()
				.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("ann", "s3cret", List.of()));
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> face.get(session, this.api.url("/x")));
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("no bearer token to forward")
				.withMessageContaining("auth.bearer.optional");
		});
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void optionalTokenMayBeMissing() {
		this.forwarding.withPropertyValues("sessions.shop.auth.bearer.optional=true").run((context) -> {
			Session session = context.getBean(Session.class);
			assertThat(session.get("/x").text()).isEqualTo("welcome");
			serve("ann-token");
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		});
		assertThat(this.api.requests().get(0).hasHeader("Authorization")).isFalse();
		assertThat(this.api.requests().get(1).header("Authorization")).isEqualTo("Bearer ann-token");
	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void contextIsPassedOnToOtherThreads(ThreadKind kind) {
		this.forwarding.run((context) -> {
			Session session = context.getBean(Session.class);
			serve("ann-token");
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> kind.call(() -> session.get("/forgotten")));
			kind.call(ContextSnapshotFactory.builder().build().captureAll().wrap(() -> session.get("/passed")));
		});
		assertThat(this.api.requests()).extracting(ReceivedRequest::target).containsExactly("/passed");
	}

	@Test
	@DisplayName("RULE 38: a rejected token is not sent again")
	void rejectedTokenIsNotRepeated() {
		this.api.on("/x", Reply.status(401));
		this.forwarding.run((context) -> {
			serve("ann-token");
			assertThat(context.getBean(Session.class).get("/x").status().value()).isEqualTo(401);
		});
		assertThat(this.api.requests()).hasSize(1);
	}

	@Test
	void requestCannotNameAUser() {
		this.forwarding.run((context) -> {
			serve("ann-token");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(Session.class).get("/x", (request) -> request.principal("bob")))
				.withMessageContaining("cannot forward the token of another request");
		});
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void ownKeyReplacesInheritedTokens() {
		this.forwarding.withPropertyValues("sessions.default.auth.bearer.token=inherited").run((context) -> {
			serve("ann-token");
			context.getBean(Session.class).get("/x");
		});
		this.runner
			.withPropertyValues("sessions.default.auth.bearer.forward=true", "sessions.shop.auth.bearer.forward=false")
			.run((context) -> {
				serve("ann-token");
				context.getBean(Session.class).get("/x");
			});
		assertThat(this.api.requests().get(0).header("Authorization")).isEqualTo("Bearer ann-token");
		assertThat(this.api.requests().get(1).hasHeader("Authorization")).isFalse();
	}

	@Test
	@DisplayName("RULE 20: a token that cannot be sent is refused without being shown")
	void tokenThatCannotBeSentIsRefused() {
		try (Session session = Session.builder("shop")
			.baseUrl(this.api.url())
			.auth(Credentials.forwardedBearer(() -> "s3cret\r\nX-Evil: 1", false))
			.build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.get("/x")).withMessageNotContaining("s3cret");
		}
		assertThat(this.api.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "forward=true,token=x,is set", "optional=true,token=x,is set without auth.bearer.forward" })
	void contradictionsFailTheStart(String first, String second, String fault) {
		this.runner.withPropertyValues("sessions.shop.auth.bearer." + first, "sessions.shop.auth.bearer." + second)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(fault));
	}

	@Test
	void missingLibraryFailsTheStart() {
		this.forwarding.withClassLoader(new FilteredClassLoader(OAuth2Token.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.auth.bearer.forward")
				.hasMessageContaining("needs Spring Security's OAuth 2.0 support"));
		this.runner.withClassLoader(new FilteredClassLoader(OAuth2Token.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestToken.class));
	}

	private static void serve(String token) {
		SecurityContextHolder.getContext()
			.setAuthentication(new JwtAuthenticationToken(
					Jwt.withTokenValue(token).header("alg", "RS256").subject("ann").build(), List.of()));
	}

}
