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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.sessions.testsupport.SecuredTomcat;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.LifecycleException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * Spring Authorization Server, and an API that accepts its tokens, on a free port of the
 * loopback interface.
 */
final class AuthorizationServer implements AutoCloseable {

	static final String CLIENT_ID = "shop:app";

	static final String CLIENT_SECRET = "p%ss +wörd";

	static final String SHORT_LIVED_CLIENT_ID = "hasty";

	static final String SHORT_LIVED_CLIENT_SECRET = "hurry";

	/**
	 * A client of users, with authorization code and refresh token.
	 */
	static final String WEB_CLIENT_ID = "web";

	static final String WEB_CLIENT_SECRET = "web-secret";

	/**
	 * A client that exchanges the tokens of users.
	 */
	static final String EXCHANGE_CLIENT_ID = "exchange";

	static final String EXCHANGE_CLIENT_SECRET = "exchange-secret";

	/**
	 * The clients with a key instead of a secret.
	 */
	static final String RSA_CLIENT_ID = "rsa";

	static final String EC_CLIENT_ID = "ec";

	static final String REDIRECT_URI = "http://127.0.0.1:9/back";

	private final SecuredTomcat tomcat;

	AuthorizationServer(String directory) throws LifecycleException {
		this(directory, "http://127.0.0.1:9/jwks");
	}

	/**
	 * Start a server.
	 * @param directory the directory of the server
	 * @param clientKeys the URL of the public keys of the clients with a key
	 */
	AuthorizationServer(String directory, String clientKeys) throws LifecycleException {
		this.tomcat = new SecuredTomcat(directory, ServerConfiguration.class, Map.of("clientKeys", clientKeys));
	}

	String url(String path) {
		return this.tomcat.url(path);
	}

	/**
	 * Let a user authorize the web client, as a browser would.
	 * @param user the name of the user
	 * @return the response of the token endpoint
	 */
	String authorize(String user) throws IOException, InterruptedException {
		String verifier = "a-verifier-of-at-least-43-characters-0123456789";
		HttpClient browser = HttpClient.newHttpClient();
		HttpResponse<Void> answer = browser.send(HttpRequest
			.newBuilder(URI.create(url(
					"/oauth2/authorize?response_type=code&client_id=" + WEB_CLIENT_ID + "&scope=orders&redirect_uri="
							+ REDIRECT_URI + "&code_challenge_method=S256&code_challenge=" + challenge(verifier))))
			.header("X-User", user)
			.build(), BodyHandlers.discarding());
		String code = answer.headers().firstValue("Location").orElseThrow().replaceAll(".*code=", "");
		String form = "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT_URI + "&code_verifier="
				+ verifier;
		String secret = Base64.getEncoder()
			.encodeToString((WEB_CLIENT_ID + ":" + WEB_CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
		return browser
			.send(HttpRequest.newBuilder(URI.create(url("/oauth2/token")))
				.header("Authorization", "Basic " + secret)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString(form))
				.build(), BodyHandlers.ofString())
			.body();
	}

	private static String challenge(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int tokenRequests() {
		return (int) this.tomcat.requests().stream().filter("POST /oauth2/token"::equals).count();
	}

	@Override
	public void close() throws LifecycleException {
		this.tomcat.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class ServerConfiguration {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.oauth2AuthorizationServer(Customizer.withDefaults())
				.oauth2ResourceServer((resources) -> resources.jwt(Customizer.withDefaults()))
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/oauth2/token", "/oauth2/authorize")
					.authenticated()
					.anyRequest()
					.hasAuthority("SCOPE_orders"))
				.csrf((csrf) -> csrf.disable())
				.addFilterAfter((request, response, chain) -> {
					String user = ((HttpServletRequest) request).getHeader("X-User");
					if (user != null) {
						SecurityContextHolder.getContext()
							.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
									AuthorityUtils.createAuthorityList("USER")));
					}
					chain.doFilter(request, response);
				}, SecurityContextHolderFilter.class)
				.build();
		}

		@Bean
		RegisteredClientRepository registeredClientRepository(@Qualifier("clientKeys") String clientKeys) {
			return new InMemoryRegisteredClientRepository(client(CLIENT_ID, CLIENT_SECRET, Duration.ofHours(1)),
					client(SHORT_LIVED_CLIENT_ID, SHORT_LIVED_CLIENT_SECRET, Duration.ofSeconds(1)),
					userClient(WEB_CLIENT_ID, WEB_CLIENT_SECRET, AuthorizationGrantType.AUTHORIZATION_CODE),
					userClient(EXCHANGE_CLIENT_ID, EXCHANGE_CLIENT_SECRET, AuthorizationGrantType.TOKEN_EXCHANGE),
					keyClient(RSA_CLIENT_ID, SignatureAlgorithm.RS256, clientKeys),
					keyClient(EC_CLIENT_ID, SignatureAlgorithm.ES256, clientKeys));
		}

		private static RegisteredClient userClient(String id, String secret, AuthorizationGrantType grant) {
			return RegisteredClient.withId(id)
				.clientId(id)
				.clientSecret("{noop}" + secret)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(grant)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.redirectUri(REDIRECT_URI)
				.scope("orders")
				.tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
				.build();
		}

		private static RegisteredClient keyClient(String id, SignatureAlgorithm algorithm, String keys) {
			return RegisteredClient.withId(id)
				.clientId(id)
				.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.scope("orders")
				.clientSettings(ClientSettings.builder()
					.jwkSetUrl(keys)
					.tokenEndpointAuthenticationSigningAlgorithm(algorithm)
					.build())
				.build();
		}

		private static RegisteredClient client(String id, String secret, Duration lifetime) {
			return RegisteredClient.withId(id)
				.clientId(id)
				.clientSecret("{noop}" + secret)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.scope("orders")
				.scope("invoices")
				.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(lifetime).build())
				.build();
		}

		@Bean
		AuthorizationServerSettings authorizationServerSettings() {
			return AuthorizationServerSettings.builder().build();
		}

		@Bean
		RSAKey rsaKey() throws NoSuchAlgorithmException {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair pair = generator.generateKeyPair();
			return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey((RSAPrivateKey) pair.getPrivate())
				.keyID("key")
				.build();
		}

		@Bean
		JWKSource<SecurityContext> jwkSource(RSAKey key) {
			return new ImmutableJWKSet<>(new JWKSet(key));
		}

		@Bean
		JwtDecoder jwtDecoder(RSAKey key) throws Exception {
			NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
			// the expiry of a token is truncated to seconds
			decoder.setJwtValidator(new JwtTimestampValidator(Duration.ofSeconds(1)));
			return decoder;
		}

	}

}
