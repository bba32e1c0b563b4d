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

import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.NoCredentialException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * The tokens of users, which Spring Security stores, with at most one request for each
 * user. While a token is valid, calls do not wait for its successor, unless only their
 * thread can save it. Thread-safe.
 */
final class UserTokens {

	private static final Logger logger = LoggerFactory.getLogger(UserTokens.class);

	private final UserGrants grants;

	private final UserTokenRequests requests;

	private final UserStates states = new UserStates();

	UserTokens(UserGrants grants, Executor threads) {
		this.grants = grants;
		this.requests = new UserTokenRequests(grants, threads);
	}

	/**
	 * Return the current token of a user. Requests a new one if there is none or it has
	 * expired.
	 * @param user the user
	 * @param call the call, which waits for a token if there is none
	 * @return the token
	 * @throws InterruptedIOException if the call is interrupted or ends
	 * @throws NoCredentialException if no token is available
	 */
	OAuth2AccessToken get(AuthorizedUser user, AuthScope call) throws InterruptedIOException, NoCredentialException {
		OAuth2AuthorizedClient client = load(user);
		if (client == null) {
			return await(user, null, call);
		}
		OAuth2AccessToken token = client.getAccessToken();
		Instant now = call.time().clock().instant();
		if (UserToken.isExpired(token, now)) {
			return await(user, token.getTokenValue(), call);
		}
		if (UserToken.isDue(token, now) && this.grants.isRenewable(client)) {
			return renewEarly(user, token, call);
		}
		return token;
	}

	/**
	 * Renew a token in the background, or wait for the new one if only the thread of the
	 * call can save it.
	 */
	private OAuth2AccessToken renewEarly(AuthorizedUser user, OAuth2AccessToken token, AuthScope call)
			throws InterruptedIOException {
		try {
			if (user.isBoundToThread()) {
				return await(user, null, call);
			}
			CompletableFuture<UserOutcome> unusedOutcome = this.requests.join(this.states.of(user), user, null, call);
		}
		catch (NoCredentialException ex) {
			logger.debug("There is no new access token of a user; the current one is used until it expires", ex);
		}
		return token;
	}

	/**
	 * Return a replacement for a rejected token.
	 * @param rejected the rejected token
	 * @param user the user
	 * @param call the call, which waits for another token
	 * @return the token, or {@code null} if a new one requires the user, if the last new
	 * token was rejected as well, or if tokens are rejected too often
	 * @throws InterruptedIOException if the call is interrupted or ends
	 * @throws NoCredentialException if no token is available
	 */
	@Nullable OAuth2AccessToken otherThan(OAuth2AccessToken rejected, AuthorizedUser user, AuthScope call)
			throws InterruptedIOException, NoCredentialException {
		OAuth2AuthorizedClient client = load(user);
		String value = rejected.getTokenValue();
		if (client != null && !client.getAccessToken().getTokenValue().equals(value)
				&& !UserToken.isExpired(client.getAccessToken(), call.time().clock().instant())) {
			return client.getAccessToken();
		}
		if (!this.states.of(user).mayRenew(call)) {
			return null;
		}
		try {
			return await(user, value, call);
		}
		catch (NoCredentialException ex) {
			if (ex.getCause() instanceof ClientAuthorizationRequiredException) {
				return null;
			}
			throw ex;
		}
	}

	void rejectedAgain(OAuth2AccessToken token, AuthorizedUser user, AuthScope call) {
		this.states.of(user).rejectedAgain(token.getTokenValue(), call.time().nanoTime());
	}

	private OAuth2AccessToken await(AuthorizedUser user, @Nullable String unusable, AuthScope call)
			throws InterruptedIOException, NoCredentialException {
		while (true) {
			UserState state = this.states.of(user);
			CompletableFuture<UserOutcome> request = this.requests.join(state, user, unusable, call);
			call.waits().await(request, this.requests.description());
			UserOutcome outcome = request.join();
			if (!outcome.isAbandoned()) {
				return accept(outcome, user);
			}
		}
	}

	private OAuth2AccessToken accept(UserOutcome outcome, AuthorizedUser user) throws NoCredentialException {
		if (outcome.assertion() != null) {
			throw new AssertionError(outcome.assertion().getMessage(), outcome.assertion());
		}
		if (outcome.removed() && user.isBoundToThread()) {
			user.remove();
		}
		if (outcome.required() != null) {
			throw new NoCredentialException("its user has not authorized the client yet, or must authorize it again",
					outcome.required());
		}
		OAuth2AuthorizedClient client = outcome.client();
		if (client == null) {
			throw new NoCredentialException("no access token of the user from " + outcome.failure());
		}
		if (user.isBoundToThread()) {
			UserTokenRequests.save(user, client);
		}
		return client.getAccessToken();
	}

	private static @Nullable OAuth2AuthorizedClient load(AuthorizedUser user) throws NoCredentialException {
		try {
			return user.load();
		}
		catch (RuntimeException ex) {
			throw new NoCredentialException("the tokens of the user cannot be loaded", ex);
		}
	}

}
