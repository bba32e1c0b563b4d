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

import dev.sessions.ForkKeyResolver;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Auto-configuration of the user in Spring Security's context for {@code forks.by}.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class)
@ConditionalOnClass(SecurityContextHolder.class)
public final class SessionSecurityAutoConfiguration {

	@Bean
	@Fallback
	ForkKeyResolver namedSessionForkKeyResolver(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		SecurityContextHolderStrategy strategy = strategies.getIfUnique();
		return new CurrentUser((strategy != null) ? strategy::getContext : SecurityContextHolder::getContext);
	}

}
