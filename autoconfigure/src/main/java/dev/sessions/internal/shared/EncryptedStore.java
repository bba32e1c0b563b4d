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
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.sessions.internal.shared.UnreadableValueException.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of a store for one session. It encrypts values to write and decrypts values
 * read, and omits entries with unreadable values. Keys, stamps and expiries are
 * authenticated but not encrypted. The exchanged values are counted. Closing the view has
 * no effect, because other sessions may use the store. Thread-safe.
 *
 * <p>
 * A merge does not decrypt present entries, so an unreadable entry with a higher stamp
 * also wins over a given one. It is omitted from the result, so the session keeps the
 * entry that it tried to merge, locally and without another attempt. The first entry with
 * a higher stamp replaces the unreadable one.
 */
final class EncryptedStore implements SharedStore {

	private static final Logger logger = LoggerFactory.getLogger(EncryptedStore.class);

	private static final byte[] NO_VALUE = new byte[0];

	private final SharedStore store;

	private final String session;

	private final ValueCipher cipher;

	private final SharedStatistics statistics;

	private final Set<Fault> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Create the view of a session.
	 * @param store the store, which other sessions may use as well
	 * @param session the name of the session
	 * @param keys the keys, each 32 bytes in Base64; the first encrypts, all decrypt.
	 * Without keys, values are stored in plain form
	 * @param statistics counts the exchanged values
	 * @throws IllegalArgumentException if a key is invalid; the message does not reveal
	 * the key
	 */
	EncryptedStore(SharedStore store, String session, List<String> keys, SharedStatistics statistics) {
		this.store = store;
		this.session = session;
		this.cipher = new ValueCipher(session, keys);
		this.statistics = statistics;
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return this.store.load(map, retention).thenApply((entries) -> received(map, entries));
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		List<SharedEntry> sealed = entries.stream()
			.map((entry) -> entry.withValue(this.cipher.seal(map, entry)))
			.toList();
		this.statistics.sent(sealed);
		return this.store.merge(map, sealed, retention).thenApply((winners) -> {
			this.statistics.conflicted(winners);
			return received(map, winners);
		});
	}

	/**
	 * Omits the values, because keys and stamps identify the entries.
	 */
	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return this.store.purge(map, entries.stream().map((entry) -> entry.withValue(NO_VALUE)).toList());
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return this.store.acquire(lock, holder, lease);
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return this.store.release(lock, holder);
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		return this.store.permits(name, limit, period);
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		return this.store.listen(topic, new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				EncryptedStore.this.statistics.changed(entries);
				List<SharedEntry> readable = received(map, entries);
				if (!readable.isEmpty()) {
					listener.changed(map, readable);
				}
			}

			@Override
			public void missed() {
				listener.missed();
			}

		});
	}

	@Override
	public CompletableFuture<Void> probe() {
		return this.store.probe();
	}

	@Override
	public CompletableFuture<?> settled() {
		return this.store.settled();
	}

	@Override
	public void close() {
	}

	private List<SharedEntry> received(SharedMap map, List<SharedEntry> entries) {
		this.statistics.received(entries);
		return entries.stream().map((entry) -> open(map, entry)).filter(Objects::nonNull).toList();
	}

	private @Nullable SharedEntry open(SharedMap map, SharedEntry entry) {
		try {
			return entry.withValue(this.cipher.open(map, entry));
		}
		catch (UnreadableValueException ex) {
			report(ex);
			return null;
		}
	}

	private void report(UnreadableValueException unreadable) {
		if (this.reported.add(unreadable.fault())) {
			logger.warn("The session '{}' ignores values in the store that it shares: they {}; "
					+ "see sessions.{}.shared.encryption-key, which all instances must have in common "
					+ "(this is reported once)", this.session, unreadable.getMessage(), this.session);
		}
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
