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

import dev.sessions.autoconfigure.internal.binding.CallerToken;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2Token;

/**
 * Uses the token with which the user in Spring Security's context has authenticated at
 * this application, as a resource server.
 *
 * @param context returns the context of the current thread
 */
record RequestToken(Supplier<SecurityContext> context) implements CallerToken {

	@Override
	public @Nullable String get() {
		Authentication user = this.context.get().getAuthentication();
		return (user != null && user.isAuthenticated() && user.getCredentials() instanceof OAuth2Token token)
				? token.getTokenValue() : null;
	}

}
