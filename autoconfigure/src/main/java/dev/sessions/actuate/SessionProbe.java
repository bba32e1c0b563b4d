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

package dev.sessions.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.sessions.Session;
import dev.sessions.SessionException;
import dev.sessions.SessionSettings;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.http.HttpStatusCode;

/**
 * Probes the health of an API over its session, with all policies of the session. Probes
 * are at least five seconds apart and never concurrent. A probe runs in its own thread,
 * so callers wait for a bounded time even if it hangs. Thread-safe.
 */
final class SessionProbe implements HealthIndicator {

	static final Duration LIMIT = Duration.ofSeconds(2);

	static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	/**
	 * The additional wait for the failure of a call that reached the time limit.
	 */
	private static final Duration GRACE = Duration.ofMillis(500);

	private final Supplier<Session> session;

	private final String path;

	private final LongSupplier nanoTime;

	private final Executor executor;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Probing last;

	/**
	 * Create a probe.
	 * @param session supplies the session, which is created on first use
	 * @param path the path of the probe, below the base URL
	 * @param nanoTime the clock, in nanoseconds
	 */
	SessionProbe(Supplier<Session> session, String path, LongSupplier nanoTime) {
		this(session, path, nanoTime, (task) -> DaemonThread.start("sessions-health", task));
	}

	SessionProbe(Supplier<Session> session, String path, LongSupplier nanoTime, Executor executor) {
		this.session = session;
		this.path = path;
		this.nanoTime = nanoTime;
		this.executor = executor;
	}

	@Override
	public Health health() {
		Probing probing = begin();
		long left = probing.startNanos() + LIMIT.plus(GRACE).toNanos() - this.nanoTime.getAsLong();
		try {
			return probing.result().get(Math.max(0, left), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return down("no answer for " + millisSince(probing.startNanos()) + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return down("interrupted while waiting for the answer");
		}
		catch (ExecutionException ex) {
			return down(name(ex.getCause()));
		}
	}

	private static Health down(String error) {
		return Health.down().withDetail("error", error).build();
	}

	/**
	 * Start a probe, unless one is running or its last result is recent enough.
	 */
	Probing begin() {
		Probing next;
		this.lock.lock();
		try {
			Probing last = this.last;
			if (last != null && !(last.result().isDone() && isOld(last))) {
				return last;
			}
			next = new Probing(this.nanoTime.getAsLong(), new CompletableFuture<>());
			this.last = next;
		}
		finally {
			this.lock.unlock();
		}
		start(next);
		return next;
	}

	private boolean isOld(Probing probing) {
		return this.nanoTime.getAsLong() - probing.startNanos() >= TIME_TO_LIVE.toNanos();
	}

	/**
	 * If no thread can be started, the probe ends with that failure; otherwise its result
	 * would never be available.
	 */
	private void start(Probing probing) {
		try {
			this.executor.execute(() -> probe(probing));
		}
		catch (RuntimeException | Error ex) {
			end(probing, null, name(ex));
		}
	}

	private void probe(Probing probing) {
		HttpStatusCode status = null;
		String error = null;
		try {
			Session session = this.session.get();
			status = session.get(this.path, (request) -> request.timeout(timeout(session))).status();
		}
		catch (SessionException ex) {
			error = name(ex) + ": " + ex.reason();
		}
		catch (RuntimeException | Error ex) {
			// the message comes from elsewhere and may contain anything
			error = name(ex);
		}
		end(probing, status, error);
	}

	private void end(Probing probing, @Nullable HttpStatusCode status, @Nullable String error) {
		boolean up = status != null && status.is2xxSuccessful();
		Health.Builder health = up ? Health.up() : Health.down();
		if (status != null) {
			health.withDetail("status", status.value());
		}
		if (error != null) {
			health.withDetail("error", error);
		}
		probing.result()
			.complete(health.withDetail("time", Instant.now().toString())
				.withDetail("elapsedMillis", millisSince(probing.startNanos()))
				.build());
	}

	private static Duration timeout(Session session) {
		boolean own = Transport.find(session::unwrap) != null;
		Duration total = own ? session.unwrap(SessionSettings.class).timeout().total() : LIMIT;
		return (total.compareTo(LIMIT) < 0) ? total : LIMIT;
	}

	private static String name(@Nullable Throwable failure) {
		return (failure != null) ? failure.getClass().getSimpleName() : "unknown";
	}

	private long millisSince(long startNanos) {
		return TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - startNanos);
	}

	/**
	 * A running or completed probe.
	 *
	 * @param startNanos the time at which it started, in nanoseconds of the clock
	 * @param result the result
	 */
	record Probing(long startNanos, CompletableFuture<Health> result) {

	}

}
