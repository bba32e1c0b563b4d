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

package dev.sessions.internal.resilience;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedPermits;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.StoreUnavailableException;
import dev.sessions.settings.WhenUnavailable;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rate limit that counts over all instances of an application. A store that does not
 * respond delays a call by at most 50 ms. The call then uses the limit of this instance,
 * or fails if the settings demand it. It has been counted even so if the response of the
 * store was only late. While the store is unavailable, one call per second checks whether
 * it is back. Thread-safe.
 */
final class SharedRateLimit {

	private static final Logger logger = LoggerFactory.getLogger(SharedRateLimit.class);

	private static final long BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final RateLimiter local;

	private final SharedSession session;

	private final SharedPermits permits;

	/**
	 * {@code null} while the store responds.
	 */
	private final AtomicReference<@Nullable Absence> absence = new AtomicReference<>();

	private SharedRateLimit(RateLimiter local, SharedSession session, SharedPermits permits) {
		this.local = local;
		this.session = session;
		this.permits = permits;
	}

	/**
	 * Create the limit of a session or mount.
	 * @param local the limit of this instance, which has the configuration
	 * @param session the shared state of the session, or {@code null}
	 * @return the limit, or {@code null} if it is not shared
	 * @throws IllegalStateException if a library is missing
	 */
	static @Nullable SharedRateLimit of(RateLimiter local, @Nullable SharedSession session) {
		if (session == null || !session.settings().rateLimit()) {
			return null;
		}
		RateLimiterConfig config = local.getRateLimiterConfig();
		return new SharedRateLimit(local, session,
				session.store()
					.permits(session.map("rate-limit", local.getName()), config.getLimitForPeriod(),
							config.getLimitRefreshPeriod()));
	}

	/**
	 * Reserve a permit.
	 * @param call the call, which waits for the response of the store
	 * @return the wait for the permit in nanoseconds, or a negative number if no permit
	 * is available in time
	 * @throws StoreUnavailableException if the store does not respond and the settings
	 * demand it
	 * @throws InterruptedIOException if the call ends
	 */
	long reserve(ResilienceScope call) throws StoreUnavailableException, InterruptedIOException {
		if (mayAsk(call.time().nanoTime())) {
			Long wait = ask(call);
			if (wait != null) {
				return wait;
			}
		}
		if (this.session.settings().whenUnavailable() == WhenUnavailable.FAIL) {
			throw new StoreUnavailableException(
					"the store that counts the requests of all instances for the rate limit '" + this.local.getName()
							+ "' does not answer; see shared.when-unavailable");
		}
		return this.local.reservePermission();
	}

	private boolean mayAsk(long now) {
		Absence current = this.absence.get();
		return current == null
				|| (current.end() - now <= 0 && this.absence.compareAndSet(current, new Absence(now + BACKOFF_NANOS)));
	}

	/**
	 * Return the wait, or {@code null} if the store does not respond.
	 */
	private @Nullable Long ask(ResilienceScope call) throws InterruptedIOException {
		CompletableFuture<Long> answer = this.permits.reserve(this.local.getRateLimiterConfig().getTimeoutDuration());
		if (!answer.isDone()) {
			call.waits()
				.await(BoundedWait.within(this.session.store(), answer, BoundedWait.OF_CALL),
						"the store of the rate limit '" + this.local.getName() + "'");
		}
		if (answer.isDone() && !answer.isCompletedExceptionally()) {
			answered();
			return answer.join();
		}
		if (answer.isDone() || !this.session.isAvailable()) {
			silent(call.time().nanoTime());
		}
		return null;
	}

	private void answered() {
		if (this.absence.get() != null && this.absence.getAndSet(null) != null) {
			logger.info("The rate limit '{}' counts the requests of all instances again", this.local.getName());
		}
	}

	private void silent(long now) {
		if (this.absence.getAndSet(new Absence(now + BACKOFF_NANOS)) == null) {
			logger.warn(
					"The store that counts the requests of all instances for the rate limit '{}' does not answer: "
							+ "{}; see sessions.{}.shared.when-unavailable",
					this.local.getName(), (this.session.settings().whenUnavailable() == WhenUnavailable.FAIL)
							? "calls fail until it does" : "until it does, each instance counts its own",
					this.session.session());
		}
	}

	/**
	 * A period in which the store is not queried.
	 *
	 * @param end the end of the period
	 */
	private record Absence(long end) {

	}

}
