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

package dev.sessions.autoconfigure.oauth2;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.internal.binding.OAuth2Clients;
import dev.sessions.autoconfigure.internal.binding.OAuth2Users;
import dev.sessions.internal.oauth2.UserClientService;
import dev.sessions.internal.oauth2.UserClientStore;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * Auto-configuration of the lookup of clients for {@code auth.oauth2.registration}, and
 * of the tokens of their users for {@code auth.oauth2.on-behalf-of}.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class, afterName = {
		"org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
		"org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration" })
@ConditionalOnClass(ClientRegistrationRepository.class)
@ConditionalOnBean(ClientRegistrationRepository.class)
public final class SessionOAuth2ClientAutoConfiguration {

	@Bean
	OAuth2Clients namedSessionOAuth2Clients(ClientRegistrationRepository registrations) {
		return new RegisteredClients(registrations);
	}

	@Bean
	OAuth2Users namedSessionOAuth2Users(ClientRegistrationRepository registrations,
			ObjectProvider<OAuth2AuthorizedClientProvider> providers, ObjectProvider<UserClientStore> stores,
			ObjectProvider<SecurityContextHolderStrategy> strategies) {
		SecurityContextHolderStrategy strategy = strategies.getIfUnique();
		return new RegisteredUsers(new RegisteredClients(registrations), providers, stores,
				(strategy != null) ? strategy::getContext : SecurityContextHolder::getContext);
	}

	/**
	 * Where users' tokens are kept, whichever thread needs them.
	 */
	@Bean
	@ConditionalOnBean(OAuth2AuthorizedClientService.class)
	@Order(1)
	UserClientStore namedSessionUserClientService(OAuth2AuthorizedClientService service) {
		return new UserClientService(service);
	}

	/**
	 * Where users' tokens are kept that belong to the request that is being served.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServletRequest.class, OAuth2AuthorizedClientRepository.class })
	static class ServletConfiguration {

		@Bean
		@ConditionalOnBean(OAuth2AuthorizedClientRepository.class)
		@Order(0)
		UserClientStore namedSessionUserClientRepository(OAuth2AuthorizedClientRepository repository) {
			return new UserClientRepository(repository);
		}

	}

}
