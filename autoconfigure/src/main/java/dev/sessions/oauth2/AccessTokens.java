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

package dev.sessions.oauth2;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import dev.sessions.auth.AuthScope;
import dev.sessions.auth.NoCredentialException;
import dev.sessions.transport.DaemonThread;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present token, and the one request for the next. The request has a thread of its
 * own: it belongs to no call, so none that gives up takes it away from the others, and a
 * server that is slower than any call can wait is heard out. While a token is valid,
 * nobody waits for its successor. Thread-safe.
 */
final class AccessTokens {

	private static final Logger logger = LoggerFactory.getLogger(AccessTokens.class);

	private final TokenEndpoint endpoint;

	private final LongSupplier nanoTime;

	private final String description;

	private final ReentrantLock lock = new ReentrantLock();

	private final Patience afterFailure = new Patience();

	private final Patience afterRefusal = new Patience();

	private volatile @Nullable AccessToken present;

	private @Nullable CompletableFuture<Outcome> request;

	private String failure = "";

	private @Nullable AccessToken refusedAnew;

	AccessTokens(OAuth2Settings settings, LongSupplier nanoTime) {
		this.endpoint = new TokenEndpoint(settings);
		this.nanoTime = nanoTime;
		this.description = "an access token from " + settings.origin();
	}

	/**
	 * A token that is valid as far as is known.
	 * @param call the call that waits for it, if need be
	 * @return the token
	 * @throws InterruptedIOException if the call was interrupted or is over
	 * @throws NoCredentialException if there is none
	 */
	AccessToken get(AuthScope call) throws InterruptedIOException, NoCredentialException {
		AccessToken token = this.present;
		long now = this.nanoTime.getAsLong();
		if (token == null || token.isExpired(now)) {
			return await(token, call);
		}
		if (token.isDue(now)) {
			renewEarly(now, call);
		}
		return token;
	}

	/**
	 * How long the present token can be used.
	 * @return the time, zero or less if it is over, or {@code null} if there was never
	 * one
	 */
	@Nullable Duration timeLeft() {
		AccessToken token = this.present;
		return (token != null) ? token.timeLeft(this.nanoTime.getAsLong()) : null;
	}

	/**
	 * A token in place of one that was refused.
	 * @param refused the token that was refused
	 * @param call the call that waits for another one
	 * @return the token, or {@code null} if the one before was refused when it was new
	 * @throws InterruptedIOException if the call was interrupted or is over
	 * @throws NoCredentialException if there is none
	 */
	@Nullable AccessToken otherThan(AccessToken refused, AuthScope call) throws InterruptedIOException, NoCredentialException {
		this.lock.lock();
		try {
			if (this.present == refused && this.afterRefusal.nanosLeft(this.nanoTime.getAsLong()) > 0) {
				return null;
			}
		}
		finally {
			this.lock.unlock();
		}
		return await(refused, call);
	}

	/**
	 * A token was refused that had just been got in place of a refused one. So it is not
	 * the token that the server objects to.
	 */
	void refusedAnew(AccessToken token) {
		this.lock.lock();
		try {
			if (this.refusedAnew != token) {
				this.refusedAnew = token;
				this.afterRefusal.begin(this.nanoTime.getAsLong());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let the next call ask for a token, and the endpoint be asked at once whatever it
	 * answered before. A request that runs is another token already.
	 */
	void forget() {
		this.lock.lock();
		try {
			this.present = null;
			this.afterFailure.end();
			this.afterRefusal.end();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void renewEarly(long now, AuthScope call) {
		if (this.lock.tryLock()) {
			try {
				AccessToken token = this.present;
				boolean renewed = token != null && !token.isDue(now);
				if (!renewed && this.request == null && this.afterFailure.nanosLeft(now) <= 0) {
					CompletableFuture<Outcome> unused = start(call);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private AccessToken await(@Nullable AccessToken useless, AuthScope call)
			throws InterruptedIOException, NoCredentialException {
		while (true) {
			CompletableFuture<Outcome> running = request(useless, call);
			call.await(running, this.description);
			Outcome outcome = running.join();
			if (outcome.token() != null) {
				return outcome.token();
			}
			if (outcome.failure() != null) {
				throw new NoCredentialException("no access token from " + outcome.failure());
			}
		}
	}

	private CompletableFuture<Outcome> request(@Nullable AccessToken useless, AuthScope call)
			throws NoCredentialException {
		this.lock.lock();
		try {
			long now = this.nanoTime.getAsLong();
			AccessToken token = this.present;
			if (token != null && token != useless && !token.isExpired(now)) {
				return CompletableFuture.completedFuture(new Outcome(token, null));
			}
			if (this.request != null) {
				return this.request;
			}
			long wait = this.afterFailure.nanosLeft(now);
			if (wait > 0) {
				throw new NoCredentialException("no access token from " + this.failure + "; it is not asked again for "
						+ (1 + wait / 1_000_000) + " ms");
			}
			return start(call);
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletableFuture<Outcome> start(AuthScope call) {
		CompletableFuture<Outcome> request = new CompletableFuture<>();
		HttpClient client = call.credentialsClient();
		DaemonThread.start("sessions-oauth2", () -> run(request, client, call));
		this.request = request;
		return request;
	}

	private void run(CompletableFuture<Outcome> request, HttpClient client, AuthScope call) {
		long begun = this.nanoTime.getAsLong();
		Outcome outcome;
		try {
			TokenEndpoint.Token issued = this.endpoint.request(client);
			outcome = new Outcome(new AccessToken(issued.value(), issued.lifetime(), this.nanoTime.getAsLong()), null);
		}
		catch (TokenEndpointException ex) {
			// what the end of a session breaks off is no fault of the endpoint
			outcome = call.isSessionClosed() ? Outcome.ABANDONED : new Outcome(null, ex.getMessage());
		}
		if (outcome.token() != null || outcome.failure() != null) {
			call.issued(this.nanoTime.getAsLong() - begun, outcome.token() != null);
		}
		this.lock.lock();
		try {
			this.request = null;
			note(outcome);
		}
		finally {
			this.lock.unlock();
		}
		request.complete(outcome);
	}

	private void note(Outcome outcome) {
		if (outcome.token() != null) {
			this.present = outcome.token();
			this.afterFailure.end();
		}
		if (outcome.failure() != null) {
			this.failure = outcome.failure();
			this.afterFailure.begin(this.nanoTime.getAsLong());
			AccessToken token = this.present;
			if (token != null && !token.isExpired(this.nanoTime.getAsLong())) {
				logger.warn("There is no new access token from {}; the present one is used until it expires",
						outcome.failure());
			}
		}
	}

	/**
	 * What a request came to.
	 *
	 * @param token the token, if there is one
	 * @param failure the endpoint and what is wrong there, if there is no token
	 */
	private record Outcome(@Nullable AccessToken token, @Nullable String failure) {

		/**
		 * The session that asked was closed. Whoever shares the credentials asks anew.
		 */
		static final Outcome ABANDONED = new Outcome(null, null);

	}

}
