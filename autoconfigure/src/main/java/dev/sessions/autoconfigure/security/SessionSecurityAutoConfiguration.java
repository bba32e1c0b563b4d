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

import java.util.function.Supplier;

import dev.sessions.ForkKeyResolver;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.internal.binding.CallerToken;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.core.OAuth2Token;

/**
 * Auto-configuration of the user in Spring Security's context for {@code forks.by} and
 * {@code auth.bearer.forward}.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class)
@ConditionalOnClass(SecurityContextHolder.class)
public final class SessionSecurityAutoConfiguration {

	@Bean
	@Fallback
	ForkKeyResolver namedSessionForkKeyResolver(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		return new CurrentUser(context(strategies));
	}

	/**
	 * The context of the current thread.
	 */
	private static Supplier<SecurityContext> context(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		SecurityContextHolderStrategy strategy = strategies.getIfUnique();
		return (strategy != null) ? strategy::getContext : SecurityContextHolder::getContext;
	}

	/**
	 * The token of the request that is being served, for {@code auth.bearer.forward}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(OAuth2Token.class)
	static class ForwardedTokenConfiguration {

		@Bean
		CallerToken namedSessionCallerToken(ObjectProvider<SecurityContextHolderStrategy> strategies) {
			return new RequestToken(context(strategies));
		}

	}

}
