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

package dev.sessions.oauth2;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.settings.CredentialsHandle;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of sessions built in Java that act for the user of each call.
 */
class OnBehalfOfTests {

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer endpoint = ScriptedServer.start()
		.otherwise(Reply.ok("{\"access_token\":\"renewed\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
			.header("Content-Type", "application/json"));

	private final ClientRegistration client = client(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);

	private final OAuth2AuthorizedClientService tokens = new InMemoryOAuth2AuthorizedClientService(
			new InMemoryClientRegistrationRepository(this.client));

	@AfterEach
	void logout() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void callActsForTheUserOfItsThreadOrTheNamedOne() {
		save("ann", Instant.now().plusSeconds(3600));
		save("bob", Instant.now().plusSeconds(3600));
		try (Session session = session(OnBehalfOf.user(this.client, this.tokens))) {
			SecurityContextHolder.getContext().setAuthentication(user("ann"));
			session.get("/x");
			session.get("/x", (request) -> request.principal("bob"));
		}
		assertThat(sentTokens()).containsExactly("Bearer of-ann", "Bearer of-bob");
		assertThat(this.endpoint.requests()).isEmpty();
	}

	@Test
	void expiredTokenIsRenewedAndStored() {
		save("ann", Instant.now().minusSeconds(1));
		try (Session session = session(OnBehalfOf.user(this.client, this.tokens))) {
			session.get("/x", (request) -> request.principal("ann"));
			session.get("/x", (request) -> request.principal("ann"));
		}
		assertThat(sentTokens()).containsExactly("Bearer renewed", "Bearer renewed");
		assertThat(this.endpoint.requests()).hasSize(1);
		OAuth2AuthorizedClient kept = this.tokens.loadAuthorizedClient("shop", "ann");
		assertThat(kept.getAccessToken().getTokenValue()).isEqualTo("renewed");
	}

	@Test
	void callWithoutUserSendsNothing() {
		try (Session session = session(OnBehalfOf.user(this.client, this.tokens))) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("RequestSpec.principal(...)");
		}
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void grantOfTheApplicationIsUsed() {
		OAuth2AuthorizedClientProvider grant = (context) -> new OAuth2AuthorizedClient(this.client,
				context.getPrincipal().getName(), accessToken("granted", Instant.now().plusSeconds(3600)));
		try (Session session = session(OnBehalfOf.user(this.client, this.tokens, grant))) {
			session.get("/x", (request) -> request.principal("ann"));
		}
		assertThat(sentTokens()).containsExactly("Bearer granted");
	}

	@Test
	void clientWithoutItsKeyIsRefused() {
		ClientRegistration withKey = client(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
		assertThatIllegalArgumentException().isThrownBy(() -> OnBehalfOf.user(withKey, this.tokens))
			.withMessageContaining("'shop'")
			.withMessageContaining("private_key_jwt, which requires a key");
	}

	@Test
	void foreignHandleIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.oauth2(new CredentialsHandle() {
		})).withMessageContaining("OnBehalfOf.user(...)");
	}

	private Session session(CredentialsHandle users) {
		return Session.builder("shop").baseUrl(this.api.url("")).auth(Credentials.oauth2(users)).build();
	}

	private List<String> sentTokens() {
		return this.api.requests().stream().map((request) -> request.header("Authorization")).toList();
	}

	private void save(String user, Instant expiry) {
		this.tokens
			.saveAuthorizedClient(new OAuth2AuthorizedClient(this.client, user, accessToken("of-" + user, expiry),
					new OAuth2RefreshToken("refresh-" + user, expiry.minusSeconds(3600))), user(user));
	}

	private static OAuth2AccessToken accessToken(String value, Instant expiry) {
		return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, expiry.minusSeconds(3600), expiry,
				Set.of("orders"));
	}

	private static Authentication user(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
	}

	private ClientRegistration client(ClientAuthenticationMethod method) {
		return ClientRegistration.withRegistrationId("shop")
			.clientId("web")
			.clientSecret("secret")
			.clientAuthenticationMethod(method)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("https://app.example.org/code")
			.authorizationUri("https://login.example.org/authorize")
			.tokenUri(this.endpoint.url("/token"))
			.build();
	}

}
