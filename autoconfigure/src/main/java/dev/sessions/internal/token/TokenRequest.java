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
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.shared.StoreUnavailableException;
import dev.sessions.settings.WhenUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for a token, on a separate thread. It belongs to no call: it continues for
 * other calls when one gives up, and a server that responds more slowly than any call can
 * wait still delivers its token. A shared token comes from the store, from the instance
 * that is requesting it, or from the endpoint. If the store does not respond in time, the
 * endpoint is called, unless the settings require the store.
 */
final class TokenRequest {

	private static final Logger logger = LoggerFactory.getLogger(TokenRequest.class);

	private static final long POLL_MILLIS = 200;

	private final TokenSharing sharing;

	private final EndpointReport report;

	private final String origin;

	private final AuthScope call;

	private final @Nullable AccessToken unusable;

	private final Supplier<IssuedToken> endpoint;

	private long waitedNanos;

	/**
	 * Prepare a request in the thread of the call that needs the token.
	 * @param source the source of tokens
	 * @param sharing the shared tokens
	 * @param report receives the duration of the request
	 * @param call the call
	 * @param unusable the token to replace, or {@code null} if any valid token will do
	 */
	TokenRequest(TokenSource source, TokenSharing sharing, EndpointReport report, AuthScope call,
			@Nullable AccessToken unusable) {
		this.sharing = sharing;
		this.report = report;
		this.origin = source.origin();
		this.call = call;
		this.unusable = unusable;
		Supplier<IssuedToken> prepared = source.prepare(call);
		this.endpoint = () -> report.timed(call, prepared);
	}

	/**
	 * Send the request. Called in the thread of the request.
	 * @param complete receives the result, in any case
	 */
	void run(Consumer<TokenOutcome> complete) {
		TokenOutcome outcome = new TokenOutcome(null, this.origin + ": the request failed");
		try {
			outcome = outcome();
		}
		finally {
			complete.accept(outcome);
		}
	}

	private TokenOutcome outcome() {
		try {
			return new TokenOutcome(token(), null);
		}
		catch (TokenRequestException ex) {
			// closing a session aborts its request; the endpoint is not at fault
			return this.call.isSessionClosed() ? TokenOutcome.ABANDONED : new TokenOutcome(null, ex.getMessage());
		}
		catch (Throwable ex) {
			logger.debug("The request for {} failed unexpectedly", this.report.description(), ex);
			return failed(ex);
		}
	}

	/**
	 * Return the result of a request that failed unexpectedly.
	 */
	TokenOutcome failed(Throwable failure) {
		return new TokenOutcome(null, this.origin + ": the request failed (" + failure.getClass().getName() + ")",
				(failure instanceof AssertionError assertion) ? assertion : null);
	}

	private AccessToken token() {
		SharedTokens shared = this.sharing.of(this.call);
		if (shared == null) {
			return new AccessToken(this.endpoint.get(), this.call.time());
		}
		try {
			return fromStore(shared);
		}
		catch (StoreUnavailableException ex) {
			if (shared.session().settings().whenUnavailable() == WhenUnavailable.FAIL) {
				throw new TokenRequestException(this.origin + ": the store that the session shares is unavailable");
			}
			return shared.publish(this.endpoint.get(), this.unusable).token();
		}
		finally {
			if (this.waitedNanos > 0) {
				this.report.waited(this.call, this.waitedNanos);
			}
		}
	}

	private AccessToken fromStore(SharedTokens shared) throws StoreUnavailableException {
		AccessToken token = shared.load(this.unusable);
		while (token == null) {
			TokenLock lock = shared.tryLock();
			token = (lock != null) ? fromEndpoint(shared, lock) : fromOtherInstance(shared);
		}
		return token;
	}

	/**
	 * Loads again first, because the previous holder may have stored a token meanwhile.
	 */
	private AccessToken fromEndpoint(SharedTokens shared, TokenLock lock) throws StoreUnavailableException {
		CompletableFuture<?> stored = CompletableFuture.completedFuture(null);
		try {
			AccessToken token = shared.load(this.unusable);
			if (token != null) {
				return token;
			}
			SharedTokens.Published published = shared.publish(this.endpoint.get(), this.unusable);
			stored = published.stored();
			return published.token();
		}
		finally {
			lock.release(stored);
		}
	}

	private @Nullable AccessToken fromOtherInstance(SharedTokens shared) throws StoreUnavailableException {
		if (this.call.isSessionClosed()) {
			throw new TokenRequestException(this.origin + ": the session is closed");
		}
		long begun = System.nanoTime();
		try {
			shared.awaitNews(POLL_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("the wait for another instance was interrupted");
		}
		finally {
			this.waitedNanos += System.nanoTime() - begun;
		}
		return shared.load(this.unusable);
	}

}
