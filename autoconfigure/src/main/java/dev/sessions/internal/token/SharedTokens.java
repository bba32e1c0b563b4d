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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The token that the instances of an application share: the newest one known to this
 * instance, and the entry of the store. The token with the higher stamp is the newer one.
 * Instances that cannot reach the store stamp their tokens as well. Thread-safe.
 */
final class SharedTokens implements SharedListener {

	private static final Duration RETENTION = Duration.ofDays(1);

	private static final String KEY = "token";

	/**
	 * The version of the format, before the token in ASCII.
	 */
	private static final String VERSION = "1 ";

	private final SharedSession session;

	private final SharedMap map;

	private final SharedMap lock;

	private final Function<String, @Nullable Authorization> proof;

	private final Consumer<AccessToken> adopt;

	private final Semaphore news = new Semaphore(0);

	private final TimeSource time;

	/**
	 * The newest token known to this instance. Guarded by this.
	 */
	private @Nullable AccessToken newest;

	/**
	 * The highest stamp seen, including that of an expired token. Guarded by this.
	 */
	private long stamp;

	/**
	 * Create the view of one instance.
	 * @param session the shared state of the session
	 * @param name the kind of the tokens, followed by the texts that distinguish them
	 * from others of their kind
	 * @param proof returns the credential for a token of another instance, or
	 * {@code null} if the token is invalid
	 * @param time the clock for the validity of tokens
	 * @param adopt receives each newer token of another instance
	 */
	SharedTokens(SharedSession session, List<String> name, Function<String, @Nullable Authorization> proof,
			TimeSource time, Consumer<AccessToken> adopt) {
		String[] names = name.subList(1, name.size()).toArray(new String[0]);
		this.session = session;
		this.map = session.map(name.get(0), names);
		this.lock = session.map(name.get(0) + "-lock", names);
		this.proof = proof;
		this.time = time;
		this.adopt = adopt;
	}

	/**
	 * Start receiving newer tokens, for as long as this object is reachable.
	 */
	void listen() {
		this.session.listen(this.map, this);
	}

	SharedSession session() {
		return this.session;
	}

	/**
	 * Return a valid token that is newer than another. It is loaded from the store unless
	 * this instance knows it.
	 * @param unusable the token to replace, or {@code null} if any valid token will do
	 * @return the token, or {@code null} if there is no newer valid one
	 * @throws StoreUnavailableException if the store does not respond in time
	 */
	@Nullable AccessToken load(@Nullable AccessToken unusable) throws StoreUnavailableException {
		AccessToken known = newest(List.of(), unusable);
		return (known != null) ? known : newest(BoundedWait.get(this.session.store(), entries()), unusable);
	}

	private CompletableFuture<List<SharedEntry>> entries() {
		return this.session.store().load(this.map, RETENTION);
	}

	/**
	 * Acquire the lock for requesting the shared token.
	 * @return the lock, or {@code null} if another instance holds it
	 * @throws StoreUnavailableException if the store does not respond in time
	 */
	@Nullable TokenLock tryLock() throws StoreUnavailableException {
		return TokenLock.acquire(this.session.store(), this.lock);
	}

	/**
	 * Wait for the notification that another instance has a newer token. The wait is
	 * short, because notifications may be lost.
	 * @param millis the maximum wait in milliseconds
	 * @throws InterruptedException if the thread is interrupted
	 */
	void awaitNews(long millis) throws InterruptedException {
		if (this.news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
			this.news.drainPermits();
		}
	}

	/**
	 * Publish a token that has just been issued to the other instances. Does not wait for
	 * the store.
	 * @param issued the token
	 * @param unusable the token that it replaces, or {@code null}
	 * @return the token for use by this instance
	 */
	Published publish(IssuedToken issued, @Nullable AccessToken unusable) {
		TimeSource time = this.time;
		long millis = time.clock().millis();
		AccessToken token;
		synchronized (this) {
			long known = Math.max(this.stamp, (unusable != null) ? unusable.stamp() : 0);
			this.stamp = Math.max(TimeUnit.MILLISECONDS.toMicros(millis), known + 1);
			token = new AccessToken(issued.proof(), issued.lifetime(), time, this.stamp);
			this.newest = token;
		}
		String value = issued.value();
		if (value == null) {
			return new Published(token, CompletableFuture.completedFuture(null));
		}
		long expiry = millis + Math.min(issued.lifetime().toMillis(), TokenLifetime.LONGEST.toMillis());
		SharedEntry entry = new SharedEntry(KEY, token.stamp(), expiry,
				(VERSION + value).getBytes(StandardCharsets.US_ASCII));
		return new Published(token,
				this.session.store().merge(this.map, List.of(entry), RETENTION).thenAccept(this::adopt));
	}

	/**
	 * Record the tokens of entries, and return the newest token known if it is valid and
	 * newer than the unusable one.
	 */
	private synchronized @Nullable AccessToken newest(List<SharedEntry> entries, @Nullable AccessToken unusable) {
		for (SharedEntry entry : entries) {
			AccessToken token = (entry.stamp() > this.stamp) ? token(entry) : null;
			this.stamp = Math.max(this.stamp, entry.stamp());
			this.newest = (token != null) ? token : this.newest;
		}
		AccessToken token = this.newest;
		if (token == null || token.isExpired(this.time.nanoTime())) {
			return null;
		}
		return (unusable == null || token.stamp() > unusable.stamp()) ? token : null;
	}

	private @Nullable AccessToken token(SharedEntry entry) {
		String value = new String(entry.value(), StandardCharsets.US_ASCII);
		long left = Math.min(entry.expiry() - this.time.clock().millis(), TokenLifetime.LONGEST.toMillis());
		if (left <= 0 || value.length() <= VERSION.length() || !value.startsWith(VERSION)
				|| !value.chars().allMatch((c) -> c >= ' ' && c < 0x7F)) {
			return null;
		}
		Authorization proof = this.proof.apply(value.substring(VERSION.length()));
		return (proof != null) ? new AccessToken(proof, Duration.ofMillis(left), this.time, entry.stamp()) : null;
	}

	@Override
	public void changed(SharedMap map, List<SharedEntry> entries) {
		adopt(entries);
	}

	private void adopt(List<SharedEntry> entries) {
		AccessToken token = entries.isEmpty() ? null : newest(entries, null);
		if (token != null) {
			this.adopt.accept(token);
			this.news.release();
		}
	}

	@Override
	public void missed() {
		CompletableFuture<Void> unusedChange = entries().thenAccept(this::adopt);
	}

	/**
	 * A token published to the other instances.
	 *
	 * @param token the token
	 * @param stored completes when the store has the token
	 */
	record Published(AccessToken token, CompletableFuture<?> stored) {

	}

}
