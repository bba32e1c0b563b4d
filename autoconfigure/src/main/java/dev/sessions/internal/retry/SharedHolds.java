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

package dev.sessions.internal.retry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.Pseudonyms;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.RetrySettings;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The holds that servers have imposed on other instances of the application, and the
 * announcement of those imposed on this one. No call waits for the store. Without the
 * store, each instance knows its own holds only. Their ends are wall-clock times, which
 * each instance compares with its own clock. Bounded in memory. Thread-safe.
 */
public final class SharedHolds implements SharedListener {

	private static final int MAX_HOLDS = 1000;

	/**
	 * The names of other users begin with their kind.
	 */
	private static final String ALL_USERS = "*";

	private static final Duration MIN_RETENTION = Duration.ofMinutes(10);

	private final SharedStore store;

	private final SharedMap map;

	private final Pseudonyms names;

	private final Duration longest;

	private final Duration retention;

	private final TimeSource time;

	private final HoldEnds<String> ends;

	private final ConcurrentMap<String, SharedEntry> announced = new ConcurrentHashMap<>();

	private SharedStore.@Nullable Registration registration;

	private SharedHolds(SharedSession session, Duration longest, TimeSource time) {
		this.store = session.store();
		this.map = session.map("hold");
		this.names = new Pseudonyms(session.settings().encryptionKeys());
		this.longest = longest;
		this.retention = (longest.compareTo(MIN_RETENTION) > 0) ? longest : MIN_RETENTION;
		this.time = time;
		this.ends = new HoldEnds<>(time::nanoTime);
	}

	/**
	 * Start sharing the holds of a session.
	 * @param session the shared state of the session, or {@code null}
	 * @param settings the settings, which define the holds that are obeyed
	 * @param time the time source of the holds
	 * @return the holds, to be closed, or {@code null} if none are shared
	 */
	public static @Nullable SharedHolds start(@Nullable SharedSession session, RetrySettings settings,
			TimeSource time) {
		if (session == null || !session.settings().retryAfter() || !Holds.areShared(settings)) {
			return null;
		}
		SharedHolds holds = new SharedHolds(session, settings.maxRetryAfter(), time);
		holds.registration = session.store().listen(session.topic(), holds);
		holds.missed();
		return holds;
	}

	/**
	 * Stop sharing. Known holds stay in effect.
	 */
	public void close() {
		if (this.registration != null) {
			this.registration.end();
		}
	}

	/**
	 * Announce a hold on all users of a server to the other instances.
	 */
	void announce(HttpHost server, long nanos) {
		announceTo(server, ALL_USERS, nanos);
	}

	/**
	 * Announce a hold on one user of a server to the other instances.
	 * @param user the user, or {@code null} for a user that other instances do not know
	 */
	void announce(HttpHost server, @Nullable String user, long nanos) {
		if (user != null) {
			announceTo(server, user, nanos);
		}
	}

	/**
	 * A hold that is shorter than an announced one has no effect.
	 */
	private void announceTo(HttpHost server, String user, long nanos) {
		long now = this.time.clock().millis();
		forgetExpired(now);
		long end = now + TimeUnit.NANOSECONDS.toMillis(nanos);
		SharedEntry entry = new SharedEntry(key(server, user), TimeUnit.MILLISECONDS.toMicros(end), end,
				Long.toString(end).getBytes(StandardCharsets.US_ASCII));
		if (this.announced.size() < MAX_HOLDS && this.announced.merge(entry.key(), entry,
				(old, added) -> (added.stamp() > old.stamp()) ? added : old) == entry) {
			CompletableFuture<?> unusedWinners = this.store.merge(this.map, List.of(entry), this.retention);
		}
	}

	private void forgetExpired(long now) {
		List<SharedEntry> expired = new ArrayList<>();
		for (Map.Entry<String, SharedEntry> own : this.announced.entrySet()) {
			if (own.getValue().expiry() <= now && this.announced.remove(own.getKey(), own.getValue())) {
				expired.add(own.getValue());
			}
		}
		purge(expired);
	}

	private void purge(List<SharedEntry> expired) {
		if (!expired.isEmpty()) {
			CompletableFuture<?> unusedEnd = this.store.purge(this.map, expired);
		}
	}

	private String key(HttpHost server, String user) {
		return this.names.of("hold", server.toURI(), user);
	}

	/**
	 * Return whether there are no holds of other instances.
	 */
	boolean isNone() {
		return this.ends.isNone();
	}

	/**
	 * Return the remaining time of the hold for a user.
	 * @param server the server
	 * @param user the user, or {@code null} for a user that other instances do not know
	 * @return the time in nanoseconds, 0 if there is no hold
	 */
	long left(HttpHost server, @Nullable String user) {
		long left = this.ends.left(key(server, ALL_USERS));
		return (user != null) ? Math.max(left, this.ends.left(key(server, user))) : left;
	}

	@Override
	public void changed(SharedMap map, List<SharedEntry> entries) {
		if (map.equals(this.map)) {
			add(entries);
		}
	}

	@Override
	public void missed() {
		CompletableFuture<?> unusedEnd = this.store.load(this.map, this.retention).thenAccept((entries) -> {
			add(entries);
			long now = this.time.clock().millis();
			purge(entries.stream().filter((entry) -> entry.expiry() <= now).toList());
		});
	}

	private void add(List<SharedEntry> entries) {
		for (SharedEntry entry : entries) {
			long millis = Math.min(end(entry) - this.time.clock().millis(), this.longest.toMillis());
			this.ends.add(entry.key(), TimeUnit.MILLISECONDS.toNanos(millis));
		}
	}

	private static long end(SharedEntry entry) {
		try {
			return Long.parseLong(new String(entry.value(), StandardCharsets.US_ASCII));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
