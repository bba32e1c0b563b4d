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

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/**
 * Finds the user named by a call, or otherwise the authenticated user of its thread, in
 * the first store with tokens of this user. Anonymous users are ignored.
 */
public final class StoredUsers implements AuthorizedUsers {

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private final List<UserClientStore> stores;

	private final Supplier<SecurityContext> context;

	/**
	 * Create an instance.
	 * @param stores the stores of tokens, in order of preference
	 * @param context returns the security context of the current thread
	 */
	public StoredUsers(List<UserClientStore> stores, Supplier<SecurityContext> context) {
		this.stores = List.copyOf(stores);
		this.context = context;
	}

	@Override
	public @Nullable AuthorizedUser find(String registration, @Nullable String principal) {
		Authentication current = this.context.get().getAuthentication();
		if (current != null && !TRUST.isAuthenticated(current)) {
			current = null;
		}
		if (principal != null && (current == null || !principal.equals(current.getName()))) {
			return find(registration, UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of()),
					false);
		}
		return (current != null) ? find(registration, current, true) : null;
	}

	private @Nullable AuthorizedUser find(String registration, Authentication user, boolean current) {
		return this.stores.stream()
			.map((store) -> store.of(registration, user, current))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
