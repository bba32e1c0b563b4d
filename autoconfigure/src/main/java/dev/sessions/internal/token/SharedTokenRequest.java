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

package dev.sessions.internal.token;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.shared.StoreUnavailableException;
import dev.sessions.settings.WhenUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Obtains the token that all instances share: from the store, from the instance that
 * requests it now, or from the endpoint. If the store does not answer, it is not waited
 * for. Belongs to the thread that runs it, which is no call's.
 */
final class SharedTokenRequest {

	private static final long POLL_MILLIS = 200;

	private final SharedTokens tokens;

	private final Supplier<IssuedToken> endpoint;

	private final String origin;

	private final AuthScope call;

	private final @Nullable AccessToken unusable;

	private long waitedNanos;

	/**
	 * Create a request.
	 * @param tokens the shared tokens
	 * @param endpoint requests a token
	 * @param origin the origin of the endpoint, for messages
	 * @param call the call that needs the token
	 * @param unusable the token in whose place another one is needed, or {@code null} if
	 * any will do
	 */
	SharedTokenRequest(SharedTokens tokens, Supplier<IssuedToken> endpoint, String origin, AuthScope call,
			@Nullable AccessToken unusable) {
		this.tokens = tokens;
		this.endpoint = endpoint;
		this.origin = origin;
		this.call = call;
		this.unusable = unusable;
	}

	/**
	 * Return a valid token.
	 * @return the token
	 * @throws TokenRequestException if there is none
	 */
	AccessToken obtain() {
		try {
			return fromStore();
		}
		catch (StoreUnavailableException ex) {
			if (this.tokens.session().settings().whenUnavailable() == WhenUnavailable.FAIL) {
				throw new TokenRequestException(this.origin + ": the store that the session shares is unavailable");
			}
			return this.tokens.publish(this.endpoint.get(), this.unusable).token();
		}
	}

	/**
	 * Return how long other instances were waited for.
	 * @return the time in nanoseconds
	 */
	long waitedNanos() {
		return this.waitedNanos;
	}

	private AccessToken fromStore() throws StoreUnavailableException {
		AccessToken token = this.tokens.load(this.unusable);
		while (token == null) {
			TokenLock lock = this.tokens.tryLock();
			token = (lock != null) ? fromEndpoint(lock) : fromOtherInstance();
		}
		return token;
	}

	/**
	 * The holder before may have stored a token since the last look.
	 */
	private AccessToken fromEndpoint(TokenLock lock) throws StoreUnavailableException {
		CompletableFuture<?> stored = CompletableFuture.completedFuture(null);
		try {
			AccessToken token = this.tokens.load(this.unusable);
			if (token != null) {
				return token;
			}
			SharedTokens.Published published = this.tokens.publish(this.endpoint.get(), this.unusable);
			stored = published.stored();
			return published.token();
		}
		finally {
			lock.release(stored);
		}
	}

	private @Nullable AccessToken fromOtherInstance() throws StoreUnavailableException {
		if (this.call.isSessionClosed()) {
			throw new TokenRequestException(this.origin + ": the session is closed");
		}
		long begun = System.nanoTime();
		try {
			this.tokens.awaitNews(POLL_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("the wait for another instance was interrupted");
		}
		finally {
			this.waitedNanos += System.nanoTime() - begun;
		}
		return this.tokens.load(this.unusable);
	}

}
