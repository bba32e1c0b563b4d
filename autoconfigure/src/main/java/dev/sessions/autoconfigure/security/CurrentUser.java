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
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/**
 * Uses the name of the user in Spring Security's context. Without a context, or for an
 * anonymous user, the session itself is used.
 */
class CurrentUser implements ForkKeyResolver {

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private final Supplier<SecurityContext> context;

	/**
	 * Create a resolver.
	 * @param context returns the context of the current thread
	 */
	CurrentUser(Supplier<SecurityContext> context) {
		this.context = context;
	}

	@Override
	public @Nullable String forkKey() {
		Authentication user = this.context.get().getAuthentication();
		return (user != null && TRUST.isAuthenticated(user)) ? user.getName() : null;
	}

	@Override
	public String forkKey(String principal) {
		return principal;
	}

}
