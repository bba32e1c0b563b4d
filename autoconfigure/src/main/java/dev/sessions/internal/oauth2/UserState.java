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

import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.token.EndpointBackoff;
import dev.sessions.internal.token.RenewalBudget;
import org.jspecify.annotations.Nullable;

/**
 * The token request of one user, and the limits for the next one. Guarded by its own
 * lock.
 */
final class UserState {

	/**
	 * The running request, or {@code null} if there is none.
	 */
	@Nullable CompletableFuture<UserOutcome> request;

	private final EndpointBackoff afterFailure = new EndpointBackoff();

	private final EndpointBackoff afterRejection = new EndpointBackoff();

	private final RenewalBudget renewals = new RenewalBudget();

	private String failure = "";

	private @Nullable String rejectedAgain;

	synchronized boolean isActive() {
		return this.request != null;
	}

	/**
	 * Record that a new token was rejected like the previous one, so the token is not the
	 * reason.
	 */
	synchronized void rejectedAgain(String token, long now) {
		if (!token.equals(this.rejectedAgain)) {
			this.rejectedAgain = token;
			this.afterRejection.begin(now);
		}
	}

	/**
	 * Return whether a rejected token may be renewed. An API that rejects tokens must not
	 * control how often the endpoint is called.
	 */
	synchronized boolean mayRenew(AuthScope call) {
		long now = call.time().nanoTime();
		return this.request != null
				|| (this.afterRejection.nanosLeft(now) <= 0 && call.claimRenewal() && this.renewals.tryTake(now));
	}

	/**
	 * Return the reason for which the endpoint must not be called now.
	 * @return the reason, or {@code null} if the endpoint may be called
	 */
	synchronized @Nullable String refusal(long now) {
		long wait = this.afterFailure.nanosLeft(now);
		return (wait > 0)
				? this.failure + "; it is not called again for this user for " + (1 + wait / 1_000_000) + " ms" : null;
	}

	/**
	 * End the running request.
	 */
	synchronized void ended(UserOutcome outcome, long now) {
		this.request = null;
		if (outcome.client() != null) {
			this.afterFailure.end();
		}
		if (outcome.failure() != null && outcome.called()) {
			this.failure = outcome.failure();
			this.afterFailure.begin(now);
		}
	}

}
