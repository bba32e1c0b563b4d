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

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.NoCredentialException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the current token and at most one request for the next one. While a token is
 * valid, no call waits for its successor. Thread-safe.
 */
final class AccessTokens {

	private static final Logger logger = LoggerFactory.getLogger(AccessTokens.class);

	private final TokenSource source;

	private final Executor threads;

	private final TokenSharing sharing;

	private final EndpointReport report;

	private final ReentrantLock lock = new ReentrantLock();

	private final EndpointBackoff afterFailure = new EndpointBackoff();

	private final EndpointBackoff afterRejection = new EndpointBackoff();

	private final RenewalBudget renewals = new RenewalBudget();

	private volatile @Nullable AccessToken present;

	/**
	 * The last discarded token, which another instance may still have.
	 */
	private @Nullable AccessToken forgotten;

	private @Nullable CompletableFuture<TokenOutcome> request;

	private String failure = "";

	private boolean begun;

	private @Nullable AccessToken rejectedAgain;

	/**
	 * Create an object without a token.
	 * @param source the source of tokens
	 * @param threads starts the thread of a request
	 */
	AccessTokens(TokenSource source, Executor threads) {
		this.source = source;
		this.threads = threads;
		this.sharing = new TokenSharing(source, this::adopt);
		String article = ("aeiou".indexOf(source.noun().charAt(0)) < 0) ? "a " : "an ";
		this.report = new EndpointReport(article + source.noun() + " " + source.origin());
	}

	TokenSource source() {
		return this.source;
	}

	/**
	 * Return the current token. Requests a new one if there is none or it has expired.
	 * @param call the call, which waits for a token if there is none
	 * @return the token
	 * @throws InterruptedIOException if the call is interrupted or ends
	 * @throws NoCredentialException if no token is available
	 */
	AccessToken get(AuthScope call) throws InterruptedIOException, NoCredentialException {
		AccessToken token = this.present;
		long now = call.time().nanoTime();
		if (token == null || token.isExpired(now)) {
			return await(token, call);
		}
		if (token.isDue(now)) {
			renewEarly(now, call);
		}
		return token;
	}

	/**
	 * Return how long the current token remains valid.
	 * @return the time, zero or less if the token has expired, or {@code null} if there
	 * is no token or it is valid until it is rejected
	 */
	@Nullable Duration timeLeft() {
		AccessToken token = this.present;
		return (token != null) ? token.timeLeft() : null;
	}

	/**
	 * Return the time at which the current token was obtained.
	 * @return the time, or {@code null} if there is no token
	 */
	@Nullable Instant obtainedAt() {
		AccessToken token = this.present;
		return (token != null) ? token.obtainedAt() : null;
	}

	/**
	 * Return a replacement for a rejected token.
	 * @param rejected the rejected token
	 * @param call the call, which waits for another token
	 * @return the token, or {@code null} if the last new token was rejected as well, or
	 * tokens are rejected too often
	 * @throws InterruptedIOException if the call is interrupted or ends
	 * @throws NoCredentialException if no token is available
	 */
	@Nullable AccessToken otherThan(AccessToken rejected, AuthScope call) throws InterruptedIOException, NoCredentialException {
		this.lock.lock();
		try {
			if (this.present == rejected && this.request == null && !mayRenew(call)) {
				return null;
			}
		}
		finally {
			this.lock.unlock();
		}
		return await(rejected, call);
	}

	/**
	 * Return whether a rejected token may be renewed. An API that rejects tokens must not
	 * control how often the endpoint is called: each call renews at most once, and the
	 * budget bounds all calls together.
	 */
	private boolean mayRenew(AuthScope call) {
		long now = call.time().nanoTime();
		return this.afterRejection.nanosLeft(now) <= 0 && call.claimRenewal() && this.renewals.tryTake(now);
	}

	/**
	 * Record that a new token was rejected like the previous one, so the token is not the
	 * reason.
	 */
	void rejectedAgain(AccessToken token, AuthScope call) {
		this.lock.lock();
		try {
			if (this.rejectedAgain != token) {
				this.rejectedAgain = token;
				this.afterRejection.begin(call.time().nanoTime());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Discard the token and end all backoffs, so that the next call requests a token at
	 * once. A running request continues, because it returns another token anyway.
	 */
	void forget() {
		this.lock.lock();
		try {
			this.forgotten = (this.present != null) ? this.present : this.forgotten;
			this.present = null;
			this.begun = true;
			this.afterFailure.end();
			this.afterRejection.end();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Adopt a token requested by another instance, if it is newer.
	 */
	private void adopt(AccessToken token) {
		this.lock.lock();
		try {
			AccessToken known = (this.present != null) ? this.present : this.forgotten;
			if (known == null || known.isOlderThan(token)) {
				this.present = token;
				this.afterFailure.end();
			}
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
					CompletableFuture<TokenOutcome> unusedOutcome = start(token, call);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private AccessToken await(@Nullable AccessToken unusable, AuthScope call)
			throws InterruptedIOException, NoCredentialException {
		while (true) {
			CompletableFuture<TokenOutcome> running = request(unusable, call);
			call.waits().await(running, this.report.description());
			TokenOutcome outcome = running.join();
			if (outcome.token() != null) {
				return outcome.token();
			}
			if (outcome.assertion() != null) {
				throw new AssertionError(outcome.assertion().getMessage(), outcome.assertion());
			}
			if (outcome.failure() != null) {
				throw new NoCredentialException("no " + this.source.noun() + " " + outcome.failure());
			}
		}
	}

	private CompletableFuture<TokenOutcome> request(@Nullable AccessToken unusable, AuthScope call)
			throws NoCredentialException {
		this.lock.lock();
		try {
			long now = call.time().nanoTime();
			AccessToken token = this.present;
			if (token != null && token != unusable && !token.isExpired(now)) {
				return CompletableFuture.completedFuture(new TokenOutcome(token, null));
			}
			if (this.request != null) {
				return this.request;
			}
			AccessToken kept = kept(call);
			if (kept != null) {
				this.present = kept;
				return CompletableFuture.completedFuture(new TokenOutcome(kept, null));
			}
			long wait = this.afterFailure.nanosLeft(now);
			if (wait > 0) {
				throw new NoCredentialException("no " + this.source.noun() + " " + this.failure
						+ "; it is not called again for " + (1 + wait / 1_000_000) + " ms");
			}
			return start(unusable, call);
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable AccessToken kept(AuthScope call) {
		boolean first = !this.begun;
		this.begun = true;
		IssuedToken kept = first ? this.source.kept(call) : null;
		return (kept != null) ? new AccessToken(kept, call.time()) : null;
	}

	private CompletableFuture<TokenOutcome> start(@Nullable AccessToken unusable, AuthScope call) {
		TokenRequest prepared = new TokenRequest(this.source, this.sharing, this.report, call,
				(unusable != null) ? unusable : this.forgotten);
		CompletableFuture<TokenOutcome> request = new CompletableFuture<>();
		this.request = request;
		try {
			this.threads.execute(() -> prepared.run((outcome) -> complete(request, outcome, call)));
		}
		catch (Throwable ex) {
			// no thread is available; waiting calls must fail
			complete(request, prepared.failed(ex), call);
		}
		return request;
	}

	private void complete(CompletableFuture<TokenOutcome> request, TokenOutcome outcome, AuthScope call) {
		this.lock.lock();
		try {
			this.request = null;
			note(outcome, call.time().nanoTime());
		}
		finally {
			this.lock.unlock();
			request.complete(outcome);
		}
	}

	private void note(TokenOutcome outcome, long now) {
		if (outcome.token() != null) {
			AccessToken token = this.present;
			if (token == null || token.isExpired(now) || !outcome.token().isOlderThan(token)) {
				this.present = outcome.token();
			}
			this.afterFailure.end();
		}
		if (outcome.failure() != null) {
			this.failure = outcome.failure();
			this.afterFailure.begin(now);
			AccessToken token = this.present;
			if (token != null && !token.isExpired(now)) {
				logger.warn("There is no new {} {}; the current one is used until it expires", this.source.noun(),
						outcome.failure());
			}
		}
	}

}
