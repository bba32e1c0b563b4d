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

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of sessions that act for users, and of clients with keys, with Spring
 * Authorization Server.
 */
class AuthorizationServerUserTests {

	@TempDir
	private Path directory;

	private KeyPair rsa;

	private KeyPair elliptic;

	@AutoClose
	private final ScriptedServer keys = ScriptedServer.start();

	@AutoClose
	private AuthorizationServer server;

	@BeforeEach
	void start() throws Exception {
		this.rsa = keyPair("RSA", 2048);
		this.elliptic = keyPair("EC", 256);
		JWKSet set = new JWKSet(List.of(new RSAKey.Builder((RSAPublicKey) this.rsa.getPublic()).build(),
				new ECKey.Builder(Curve.P_256, (ECPublicKey) this.elliptic.getPublic()).build()));
		this.keys.otherwise(Reply.json(set.toString()));
		this.server = new AuthorizationServer(this.directory.toString(), this.keys.url("/jwks"));
	}

	@AfterEach
	void logout() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void tokenOfTheAuthorizationCodeIsRefreshedForItsUser() throws Exception {
		JsonNode tokens = JsonMapper.shared().readTree(this.server.authorize("ann"));
		int before = this.server.tokenRequests();
		webClient().run((context) -> {
			UserSession.save(context, "ann", "expired", Instant.now().minusSeconds(1),
					tokens.get("refresh_token").asString());
			UserSession.login(UserSession.user("ann"));
			Session session = context.getBean(Session.class);
			assertThat(session.get("/orders").text()).isEqualTo("GET by ann");
			assertThat(session.get("/orders").text()).isEqualTo("GET by ann");
			OAuth2AuthorizedClient kept = UserSession.saved(context, "ann");
			assertThat(kept.getAccessToken().getScopes()).containsExactly("orders");
			assertThat(kept.getRefreshToken().getTokenValue()).isNotEqualTo(tokens.get("refresh_token").asString());
		});
		assertThat(this.server.tokenRequests()).isEqualTo(before + 1);
	}

	@Test
	void validTokenIsUsedUnchanged() throws Exception {
		JsonNode tokens = JsonMapper.shared().readTree(this.server.authorize("ann"));
		int before = this.server.tokenRequests();
		webClient().run((context) -> {
			UserSession.save(context, "ann", tokens.get("access_token").asString(), Instant.now().plusSeconds(3600),
					null);
			assertThat(context.getBean(Session.class).get("/orders", (request) -> request.principal("ann")).text())
				.isEqualTo("GET by ann");
		});
		assertThat(this.server.tokenRequests()).isEqualTo(before);
	}

	@Test
	void usedRefreshTokenRequiresANewAuthorization() throws Exception {
		this.server.authorize("ann");
		webClient().run((context) -> {
			UserSession.save(context, "ann", "expired", Instant.now().minusSeconds(1), "unknown");
			UserSession.login(UserSession.user("ann"));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/orders"))
				.withMessageContaining("has not authorized the client");
			assertThat(UserSession.saved(context, "ann")).isNull();
		});
	}

	@Test
	void tokenOfTheUserIsExchanged() throws Exception {
		String subject = JsonMapper.shared().readTree(this.server.authorize("bob")).get("access_token").asString();
		int before = this.server.tokenRequests();
		runner("urn:ietf:params:oauth:grant-type:token-exchange", AuthorizationServer.EXCHANGE_CLIENT_ID,
				AuthorizationServer.EXCHANGE_CLIENT_SECRET)
			.run((context) -> {
				UserSession.login(new JwtAuthenticationToken(jwt(subject), List.of()));
				Session session = context.getBean(Session.class);
				assertThat(session.get("/orders").text()).isEqualTo("GET by bob");
				assertThat(session.get("/orders").text()).isEqualTo("GET by bob");
				assertThat(UserSession.saved(context, "bob").getAccessToken().getTokenValue()).isNotEqualTo(subject);
			});
		assertThat(this.server.tokenRequests()).isEqualTo(before + 1);
	}

	@Test
	void clientSignsWithItsKey() {
		assertThat(get(OAuth2Settings.of(this.server.url("/oauth2/token"), AuthorizationServer.RSA_CLIENT_ID,
				ClientKey.of(this.rsa.getPrivate()))))
			.isEqualTo("GET by rsa");
		assertThat(get(OAuth2Settings.of(this.server.url("/oauth2/token"), AuthorizationServer.EC_CLIENT_ID,
				ClientKey.of(this.elliptic.getPrivate()))))
			.isEqualTo("GET by ec");
	}

	@Test
	void keyOfAnotherClientIsRefused() throws Exception {
		OAuth2Settings settings = OAuth2Settings.of(this.server.url("/oauth2/token"), AuthorizationServer.RSA_CLIENT_ID,
				ClientKey.of(keyPair("RSA", 2048).getPrivate()));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(settings))
			.withMessageContaining("invalid_client");
	}

	@Test
	void keyIsReadFromAFileAgain() throws Exception {
		Path file = this.directory.resolve("client.pem");
		Files.writeString(file, pem(keyPair("RSA", 2048)));
		new ApplicationContextRunner().withConfiguration(UserSession.configuration())
			.withPropertyValues("sessions.shop.base-url=" + this.server.url(""),
					"sessions.shop.auth.oauth2.token-uri=" + this.server.url("/oauth2/token"),
					"sessions.shop.auth.oauth2.client-id=" + AuthorizationServer.RSA_CLIENT_ID,
					"sessions.shop.auth.oauth2.client-key=file:" + file, "sessions.shop.auth.oauth2.scopes=orders")
			.run((context) -> {
				Session session = context.getBean(Session.class);
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/orders"))
					.withMessageContaining("invalid_client");
				Files.writeString(file, pem(this.rsa));
				Session other = context.getBean(Session.class);
				other.unwrap(dev.sessions.internal.call.SessionState.class).authorization().forget();
				assertThat(other.get("/orders").text()).isEqualTo("GET by rsa");
			});
	}

	@Test
	void registeredClientSignsWithItsKey() throws Exception {
		Path file = this.directory.resolve("client.pem");
		Files.writeString(file, pem(this.elliptic));
		String client = "spring.security.oauth2.client.registration.shop-client.";
		new ApplicationContextRunner().withConfiguration(UserSession.configuration())
			.withPropertyValues("sessions.shop.base-url=" + this.server.url(""),
					"sessions.shop.auth.oauth2.registration=shop-client",
					"sessions.shop.auth.oauth2.client-key=" + file, client + "provider=mine",
					client + "client-id=" + AuthorizationServer.EC_CLIENT_ID,
					client + "client-authentication-method=private_key_jwt", client + "scope=orders",
					client + "authorization-grant-type=client_credentials",
					"spring.security.oauth2.client.provider.mine.token-uri=" + this.server.url("/oauth2/token"))
			.run((context) -> assertThat(context.getBean(Session.class).get("/orders").text()).isEqualTo("GET by ec"));
	}

	private String get(OAuth2Settings settings) {
		try (Session session = Session.builder("shop")
			.baseUrl(this.server.url(""))
			.auth(Credentials.oauth2(settings.withScopes(List.of("orders"))))
			.build()) {
			return session.get("/orders").text();
		}
	}

	private ApplicationContextRunner webClient() {
		return runner("authorization_code", AuthorizationServer.WEB_CLIENT_ID, AuthorizationServer.WEB_CLIENT_SECRET);
	}

	private ApplicationContextRunner runner(String grant, String clientId, String clientSecret) {
		return UserSession.runner(this.server.url(""), this.server.url("/oauth2/token"), grant, clientId, clientSecret);
	}

	private static Jwt jwt(String token) {
		Map<?, ?> claims = JsonMapper.shared()
			.readValue(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), Map.class);
		return Jwt.withTokenValue(token).header("alg", "RS256").subject((String) claims.get("sub")).build();
	}

	private static KeyPair keyPair(String algorithm, int size) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		generator.initialize(size);
		return generator.generateKeyPair();
	}

	private static String pem(KeyPair pair) {
		return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----\n";
	}

}
