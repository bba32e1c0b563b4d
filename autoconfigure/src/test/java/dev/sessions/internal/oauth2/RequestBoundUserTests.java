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

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of tokens that are stored with the current request.
 */
class RequestBoundUserTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/page");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final HttpSessionOAuth2AuthorizedClientRepository repository = new HttpSessionOAuth2AuthorizedClientRepository();

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise(Reply.json("{\"access_token\":\"new\",\"token_type\":\"Bearer\",\"refresh_token\":\"r2\"}"));

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	private final ApplicationContextRunner runner = UserSession.runner(this.api.url(), this.tokens.url("/token"),
			"authorization_code", "app", "client-secret");

	private final ApplicationContextRunner bound = this.runner.withBean(OAuth2AuthorizedClientRepository.class,
			() -> this.repository);

	@AfterEach
	void end() {
		SecurityContextHolder.clearContext();
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void tokensOfTheHttpSessionAreRefreshedThere() {
		this.bound.run((context) -> {
			save(context, Instant.now().minusSeconds(1), "r1");
			serve("ann");
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
			OAuth2AuthorizedClient kept = this.repository.loadAuthorizedClient("shop-client", UserSession.user("ann"),
					this.request);
			assertThat(kept.getAccessToken().getTokenValue()).isEqualTo("new");
			assertThat(kept.getRefreshToken().getTokenValue()).isEqualTo("r2");
			assertThat(UserSession.saved(context, "ann")).isNull();
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
		});
		assertThat(this.tokens.requests()).hasSize(1);
		assertThat(this.tokens.request().text()).contains("refresh_token=r1");
	}

	@Test
	void httpSessionsOfOneUserDoNotShareTokens() {
		Gate gate = new Gate();
		this.tokens.otherwise(
				gate.then(Reply.json("{\"access_token\":\"new\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
		this.bound.run((context) -> {
			save(context, Instant.now().minusSeconds(1), "r1");
			MockHttpServletRequest second = new MockHttpServletRequest();
			this.repository.saveAuthorizedClient(client(context, Instant.now().minusSeconds(1), "r-other"),
					UserSession.user("ann"), second, this.response);
			Session session = context.getBean(Session.class);
			Future<String> first = this.background.start(() -> {
				serve("ann");
				return session.get("/x").text();
			});
			Future<String> other = this.background.start(() -> {
				RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(second, this.response));
				UserSession.login(UserSession.user("ann"));
				return session.get("/x").text();
			});
			gate.awaitArrivals(2);
			gate.open();
			assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("welcome");
			assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("welcome");
		});
		assertThat(this.tokens.requests()).extracting((request) -> request.text().contains("r-other"))
			.containsExactlyInAnyOrder(true, false);
	}

	@Test
	void namedUserIsNotThatOfTheRequest() {
		this.bound.run((context) -> {
			save(context, Instant.now().plusSeconds(3600), null);
			UserSession.save(context, "bob", "of-bob", Instant.now().plusSeconds(3600), null);
			serve("ann");
			Session session = context.getBean(Session.class);
			session.get("/x", (spec) -> spec.principal("bob"));
			session.get("/x", (spec) -> spec.principal("ann"));
		});
		assertThat(this.api.requests()).extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer of-bob", "Bearer of-ann");
	}

	@Test
	void browserIsRedirectedToAuthorizeTheClient() {
		this.bound.run((context) -> {
			serve("ann");
			OAuth2AuthorizationRequestRedirectFilter filter = new OAuth2AuthorizationRequestRedirectFilter(
					context.getBean(ClientRegistrationRepository.class));
			FilterChain controller = (request, response) -> context.getBean(Session.class).get("/x");
			filter.doFilter(this.request, this.response, controller);
		});
		assertThat(this.response.getStatus()).isEqualTo(302);
		assertThat(this.response.getRedirectedUrl()).startsWith("https://login.example.org/authorize?");
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void withoutServletsTheServiceIsUsed() {
		this.runner.withClassLoader(new FilteredClassLoader("jakarta.servlet")).run((context) -> {
			UserSession.save(context, "ann", "of-ann", Instant.now().plusSeconds(3600), null);
			UserSession.login(UserSession.user("ann"));
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
		});
	}

	@Test
	void threadWithoutRequestUsesTheService() {
		this.bound.run((context) -> {
			save(context, Instant.now().plusSeconds(3600), null);
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x"));
		});
	}

	private void save(ApplicationContext context, Instant expiry, String refreshToken) {
		this.repository.saveAuthorizedClient(client(context, expiry, refreshToken), UserSession.user("ann"),
				this.request, this.response);
	}

	private static OAuth2AuthorizedClient client(ApplicationContext context, Instant expiry, String refreshToken) {
		ClientRegistration registration = context.getBean(ClientRegistrationRepository.class)
			.findByRegistrationId("shop-client");
		Instant issue = expiry.minusSeconds(3600);
		return new OAuth2AuthorizedClient(registration, "ann",
				new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "of-ann", issue, expiry, Set.of()),
				(refreshToken != null) ? new OAuth2RefreshToken(refreshToken, issue) : null);
	}

	private void serve(String user) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request, this.response));
		UserSession.login(UserSession.user(user));
	}

}
