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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.NoCredentialException;
import dev.sessions.internal.token.EndpointReport;
import dev.sessions.internal.token.TokenRequestException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * Requests the tokens of users in separate threads. A request belongs to no call: it
 * continues for other calls when one gives up, and a new refresh token that replaces the
 * previous one is not lost. Thread-safe.
 */
final class UserTokenRequests {

	private static final Logger logger = LoggerFactory.getLogger(UserTokenRequests.class);

	private final UserGrants grants;

	private final Executor threads;

	private final EndpointReport report;

	UserTokenRequests(UserGrants grants, Executor threads) {
		this.grants = grants;
		this.threads = threads;
		this.report = new EndpointReport("an access token of the user from " + grants.origin());
	}

	/**
	 * Return a description of the requested token, for messages.
	 */
	String description() {
		return this.report.description();
	}

	/**
	 * Join the running request for a user, or start one.
	 * @param state the state of the user
	 * @param user the user
	 * @param unusable the token to replace, or {@code null} if any valid token will do
	 * @param call the call that needs the token
	 * @return the result of the request
	 * @throws NoCredentialException if the endpoint must not be called now
	 */
	CompletableFuture<UserOutcome> join(UserState state, AuthorizedUser user, @Nullable String unusable, AuthScope call)
			throws NoCredentialException {
		Request request = new Request(state, user, unusable, call, new CompletableFuture<>());
		synchronized (state) {
			if (state.request != null) {
				return state.request;
			}
			String refusal = state.refusal(call.time().nanoTime());
			if (refusal != null) {
				throw new NoCredentialException("no access token of the user from " + refusal);
			}
			state.request = request.result();
		}
		try {
			start(request);
		}
		catch (Throwable ex) {
			end(request, call.isSessionClosed() ? UserOutcome.ABANDONED : failed(ex));
			if (call.isSessionClosed()) {
				throw ex;
			}
		}
		return request.result();
	}

	/**
	 * Start a request, unless another call has obtained a token meanwhile.
	 */
	private void start(Request request) {
		OAuth2AuthorizedClient present = request.user().load();
		if (present != null && request.isUsable(present)) {
			end(request, UserOutcome.of(present));
			return;
		}
		HttpClient client = request.call().credentialsClient();
		this.threads.execute(() -> run(request, client, present));
	}

	private void run(Request request, HttpClient client, @Nullable OAuth2AuthorizedClient present) {
		UserOutcome outcome = UserOutcome.failed(this.grants.origin() + ": the request failed");
		try {
			outcome = outcome(request, client, present);
		}
		catch (Throwable ex) {
			logger.debug("The request for {} failed unexpectedly", description(), ex);
			outcome = failed(ex);
		}
		finally {
			end(request, outcome);
		}
	}

	private UserOutcome outcome(Request request, HttpClient client, @Nullable OAuth2AuthorizedClient present) {
		AuthorizedUser user = request.user();
		try {
			OAuth2AuthorizedClient obtained = this.report.timed(request.call(),
					() -> this.grants.obtain(client, user.principal(), present));
			if (obtained == null) {
				return UserOutcome.lacking(this.grants.origin() + ": the user has no token that could be exchanged");
			}
			if (!user.isBoundToThread()) {
				save(user, obtained);
			}
			return UserOutcome.of(obtained);
		}
		catch (ClientAuthorizationRequiredException ex) {
			if (present != null && !user.isBoundToThread()) {
				user.remove();
			}
			return UserOutcome.required(ex, present != null);
		}
		catch (TokenRequestException ex) {
			// closing a session aborts its request; the endpoint is not at fault
			return request.call().isSessionClosed() ? UserOutcome.ABANDONED
					: UserOutcome.failed(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Save tokens. A failure is logged only, because the tokens still serve the calls
	 * that wait for them.
	 */
	static void save(AuthorizedUser user, OAuth2AuthorizedClient client) {
		try {
			user.save(client);
		}
		catch (RuntimeException ex) {
			logger.warn("The new tokens of a user cannot be saved ({})", ex.getClass().getName());
			logger.debug("The tokens cannot be saved", ex);
		}
	}

	private void end(Request request, UserOutcome outcome) {
		try {
			request.state().ended(outcome, request.call().time().nanoTime());
		}
		finally {
			request.result().complete(outcome);
		}
	}

	private UserOutcome failed(Throwable failure) {
		return new UserOutcome(null,
				this.grants.origin() + ": the request failed (" + failure.getClass().getName() + ")", true, null, false,
				(failure instanceof AssertionError assertion) ? assertion : null);
	}

	/**
	 * A request for the token of one user.
	 */
	private record Request(UserState state, AuthorizedUser user, @Nullable String unusable, AuthScope call,
			CompletableFuture<UserOutcome> result) {

		boolean isUsable(OAuth2AuthorizedClient present) {
			Instant now = this.call.time().clock().instant();
			return !present.getAccessToken().getTokenValue().equals(this.unusable)
					&& !UserToken.isDue(present.getAccessToken(), now);
		}

	}

}
