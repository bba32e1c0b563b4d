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

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.oauth2.SessionOAuth2ClientAutoConfiguration;
import dev.sessions.autoconfigure.security.SessionSecurityAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * An application with a session named {@code shop} that acts for the user of each call.
 */
final class UserSession {

	static final String ON_BEHALF_OF = "sessions.shop.auth.oauth2.on-behalf-of=user";

	private static final String CLIENT = "spring.security.oauth2.client.registration.shop-client.";

	private UserSession() {
	}

	static AutoConfigurations configuration() {
		return AutoConfigurations.of(SessionsAutoConfiguration.class, SessionOAuth2ClientAutoConfiguration.class,
				SessionSecurityAutoConfiguration.class, OAuth2ClientAutoConfiguration.class,
				SslAutoConfiguration.class);
	}

	/**
	 * Create an application.
	 * @param api the base URL of the session
	 * @param tokenUri the token endpoint
	 * @param grant the grant of the client
	 * @param clientId the id of the client
	 * @param clientSecret the secret of the client
	 * @return the application
	 */
	static ApplicationContextRunner runner(String api, String tokenUri, String grant, String clientId,
			String clientSecret) {
		return new ApplicationContextRunner().withConfiguration(configuration())
			.withPropertyValues("sessions.shop.base-url=" + api, "sessions.shop.auth.oauth2.registration=shop-client",
					ON_BEHALF_OF, CLIENT + "provider=mine", CLIENT + "client-id=" + clientId,
					CLIENT + "client-secret=" + clientSecret, CLIENT + "scope=orders",
					CLIENT + "authorization-grant-type=" + grant,
					CLIENT + "redirect-uri=" + AuthorizationServer.REDIRECT_URI,
					"spring.security.oauth2.client.provider.mine.token-uri=" + tokenUri,
					"spring.security.oauth2.client.provider.mine.authorization-uri=https://login.example.org/authorize");
	}

	/**
	 * Store tokens of a user.
	 * @param context the application
	 * @param user the name of the user
	 * @param token the access token
	 * @param expiry the time of its expiry
	 * @param refreshToken the refresh token, or {@code null} for none
	 */
	static void save(ApplicationContext context, String user, String token, Instant expiry,
			@Nullable String refreshToken) {
		Instant issue = expiry.minusSeconds(3600);
		context.getBean(OAuth2AuthorizedClientService.class)
			.saveAuthorizedClient(new OAuth2AuthorizedClient(
					context.getBean(ClientRegistrationRepository.class).findByRegistrationId("shop-client"), user,
					new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, issue, expiry, Set.of("orders")),
					(refreshToken != null) ? new OAuth2RefreshToken(refreshToken, issue) : null), user(user));
	}

	/**
	 * The stored tokens of a user.
	 */
	static @Nullable OAuth2AuthorizedClient saved(ApplicationContext context, String user) {
		return context.getBean(OAuth2AuthorizedClientService.class).loadAuthorizedClient("shop-client", user);
	}

	static Authentication user(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null,
				AuthorityUtils.createAuthorityList("USER"));
	}

	/**
	 * Set the user of the current thread.
	 */
	static void login(Authentication user) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(user);
		SecurityContextHolder.setContext(context);
	}

}
