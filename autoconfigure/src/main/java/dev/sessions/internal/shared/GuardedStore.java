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

package dev.sessions.internal.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.text.PlainText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that responds within 500 milliseconds or fails. After a failure it is
 * unavailable: operations fail at once, and only probes reach the store, at increasing
 * intervals. When a probe succeeds, listeners are notified that they may have missed
 * changes. The first response may take 2 seconds, because it includes the opening of the
 * connection. Shared by all sessions of an application. Thread-safe.
 */
public final class GuardedStore implements SharedStore {

	private static final Logger logger = LoggerFactory.getLogger(GuardedStore.class);

	private static final long LONGEST_ANSWER_NANOS = Duration.ofMillis(500).toNanos();

	private static final long LONGEST_FIRST_ANSWER_NANOS = BoundedWait.OF_OPENING.toNanos();

	private static final long FIRST_PROBE_NANOS = Duration.ofMillis(100).toNanos();

	private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

	private final SharedStore store;

	private final SharedTimer timer;

	private final List<SharedListener> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable Instant lastHeard;

	private volatile boolean available = true;

	private volatile boolean closed;

	/**
	 * Create a guarded store.
	 * @param store the store, which is closed with this one
	 */
	public GuardedStore(SharedStore store) {
		this(store, SharedTimer.INSTANCE);
	}

	GuardedStore(SharedStore store, SharedTimer timer) {
		this.store = store;
		this.timer = timer;
	}

	/**
	 * Return whether the store is available.
	 * @return whether the last operation succeeded; {@code true} before the first one
	 */
	public boolean isAvailable() {
		return this.available;
	}

	/**
	 * Return the time of the last response of the store.
	 * @return the time, or {@code null} if there was no response yet
	 */
	public @Nullable Instant lastHeard() {
		return this.lastHeard;
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return guard(() -> this.store.load(map, retention));
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		return guard(() -> this.store.merge(map, entries, retention));
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return guard(() -> this.store.purge(map, entries));
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return guard(() -> this.store.acquire(lock, holder, lease));
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return guard(() -> this.store.release(lock, holder));
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		SharedPermits permits = this.store.permits(name, limit, period);
		return (maxWait) -> guard(() -> permits.reserve(maxWait));
	}

	@Override
	public CompletableFuture<Void> probe() {
		return guard(this.store::probe);
	}

	@Override
	public CompletableFuture<?> settled() {
		return this.store.settled();
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		this.listeners.add(listener);
		Registration registration = this.store.listen(topic, listener);
		return () -> {
			this.listeners.remove(listener);
			registration.end();
		};
	}

	private <T> CompletableFuture<T> guard(Supplier<CompletableFuture<T>> operation) {
		return this.available ? bound(operation, this::note)
				: CompletableFuture.failedFuture(new StoreUnavailableException("The shared store is unavailable"));
	}

	private <T> CompletableFuture<T> bound(Supplier<CompletableFuture<T>> operation,
			Consumer<@Nullable Throwable> outcome) {
		CompletableFuture<T> bounded = CompletableFuture.completedFuture(null).thenCompose((start) -> operation.get());
		long longest = (this.lastHeard != null) ? LONGEST_ANSWER_NANOS : LONGEST_FIRST_ANSWER_NANOS;
		TimeLimit limit = TimeLimit.start(this.store, this.timer, longest, () -> bounded.completeExceptionally(
				new TimeoutException("no answer within " + TimeUnit.NANOSECONDS.toMillis(longest) + " ms")));
		return bounded.whenComplete((value, failure) -> {
			limit.end();
			outcome.accept(failure);
		});
	}

	private void note(@Nullable Throwable failure) {
		if (failure == null) {
			this.lastHeard = Instant.now();
		}
		else if (lose()) {
			logger.warn("The store that sessions share is unavailable ({}); it is probed until it responds",
					describe(failure));
			this.timer.after(FIRST_PROBE_NANOS, () -> probe(FIRST_PROBE_NANOS));
		}
	}

	/**
	 * Describe a failure by its innermost cause, which names the server.
	 */
	private static String describe(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && (cause instanceof CompletionException || cause instanceof ExecutionException
				|| cause.getMessage() == null || cause.getMessage().startsWith("Unable to connect"))) {
			cause = cause.getCause();
		}
		return PlainText.of(String.valueOf(cause));
	}

	private synchronized boolean lose() {
		if (!this.available || this.closed) {
			return false;
		}
		this.available = false;
		return true;
	}

	private void probe(long pause) {
		if (!this.closed) {
			CompletableFuture<?> unused = bound(this.store::probe, (failure) -> probed(failure, pause));
		}
	}

	private void probed(@Nullable Throwable failure, long pause) {
		if (failure != null) {
			long next = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
			this.timer.after(next, () -> probe(next));
			return;
		}
		this.lastHeard = Instant.now();
		this.available = true;
		logger.info("The store that sessions share is available again");
		this.timer.afterBlocking(0, () -> this.listeners.forEach(SharedListener::missed));
	}

	@Override
	public void close() {
		this.closed = true;
		this.listeners.clear();
		this.store.close();
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
