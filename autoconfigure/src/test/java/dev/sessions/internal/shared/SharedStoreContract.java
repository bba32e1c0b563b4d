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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sessions.internal.shared.SharedStore.Registration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract of every store, tested with two instances that share it.
 */
public abstract class SharedStoreContract {

	protected static final Duration LONG = Duration.ofHours(1);

	protected static final SharedMap MAP = new SharedMap("topic", "map");

	private static final Duration SHORT = Duration.ofMillis(200);

	/**
	 * The store of the first instance.
	 * @return the store
	 */
	protected abstract SharedStore one();

	/**
	 * The store of the second instance.
	 * @return the store
	 */
	protected abstract SharedStore other();

	/**
	 * Wait until a duration has passed on the clock of the store.
	 * @param time the duration
	 */
	protected abstract void pass(Duration time);

	/**
	 * Listen, and wait until the listener is active.
	 * @param store the store
	 * @param topic the topic
	 * @param listener the listener
	 * @return the registration
	 */
	protected abstract Registration listen(SharedStore store, String topic, RecordedChanges listener);

	public static <T> T done(CompletableFuture<T> future) {
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

	public static SharedEntry entry(String key, long stamp, String value) {
		return new SharedEntry(key, stamp, SharedEntry.NEVER, value.getBytes(StandardCharsets.UTF_8));
	}

	protected static String shown(SharedEntry entry) {
		return entry.key() + "=" + new String(entry.value(), StandardCharsets.UTF_8);
	}

	private List<String> content(SharedMap map) {
		return done(other().load(map, LONG)).stream().map(SharedStoreContract::shown).sorted().toList();
	}

	private List<SharedEntry> merge(SharedStore store, SharedEntry... entries) {
		return done(store.merge(MAP, List.of(entries), LONG));
	}

	@Test
	void entryIsReturnedUnchanged() {
		byte[] value = new byte[256];
		IntStream.range(0, 256).forEach((i) -> value[i] = (byte) i);
		merge(one(), new SharedEntry("a key; with=%{}", 1_234_567_890_123_456L, 42, value), entry("never", 0, ""));
		List<SharedEntry> entries = done(other().load(MAP, LONG));
		assertThat(entries).extracting(SharedEntry::key).containsExactlyInAnyOrder("a key; with=%{}", "never");
		for (SharedEntry entry : entries) {
			boolean never = entry.key().equals("never");
			assertThat(entry.stamp()).isEqualTo(never ? 0 : 1_234_567_890_123_456L);
			assertThat(entry.expiry()).isEqualTo(never ? SharedEntry.NEVER : 42);
			assertThat(entry.value()).isEqualTo(never ? new byte[0] : value);
		}
	}

	@Test
	void missingMapIsEmpty() {
		assertThat(content(MAP)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "126, 127", "127, 128", "128, 129", "254, 255", "255, 256", "32767, 32768", "65535, 65536",
			"9223372036854775806, 9223372036854775807", "1764442800000000, 1764442800000001",
			"36028797018963967, 36028797018963968" })
	void highestStampWinsInAnyOrder(long lower, long higher) {
		SharedEntry old = entry("a", lower, "old");
		SharedEntry recent = entry("a", higher, "recent");
		assertThat(merge(one(), old)).isEmpty();
		assertThat(merge(other(), recent)).isEmpty();
		assertThat(merge(one(), old)).extracting(SharedStoreContract::shown).containsExactly("a=recent");
		assertThat(content(MAP)).containsExactly("a=recent");
	}

	@Test
	void ofEqualStampsTheFirstStays() {
		merge(one(), entry("a", 300, "first"));
		assertThat(merge(other(), entry("a", 300, "second"))).extracting(SharedStoreContract::shown)
			.containsExactly("a=first");
		assertThat(content(MAP)).containsExactly("a=first");
	}

	@Test
	void eachKeyIsMergedSeparately() {
		merge(one(), entry("a", 5, "a5"), entry("b", 5, "b5"));
		assertThat(merge(other(), entry("a", 4, "a4"), entry("b", 6, "b6"), entry("c", 1, "c1")))
			.extracting(SharedStoreContract::shown)
			.containsExactly("a=a5");
		assertThat(content(MAP)).containsExactly("a=a5", "b=b6", "c=c1");
		assertThat(merge(one())).isEmpty();
	}

	@Test
	void mapsAreSeparate() {
		merge(one(), entry("a", 1, "1"));
		done(one().merge(new SharedMap("topic", "map2"), List.of(entry("a", 2, "2")), LONG));
		done(one().merge(new SharedMap("topic2", "map"), List.of(entry("a", 3, "3")), LONG));
		assertThat(content(MAP)).containsExactly("a=1");
		done(other().purge(MAP, done(one().load(MAP, LONG))));
		assertThat(content(MAP)).isEmpty();
		assertThat(content(new SharedMap("topic", "map2"))).containsExactly("a=2");
		assertThat(content(new SharedMap("topic2", "map"))).containsExactly("a=3");
	}

	@Test
	void thousandsOfEntriesAreMerged() {
		List<SharedEntry> entries = new ArrayList<>();
		IntStream.range(0, 5_000).forEach((i) -> entries.add(entry("key" + i, 5, "x".repeat(500))));
		assertThat(done(one().merge(MAP, entries, LONG))).isEmpty();
		assertThat(done(other().load(MAP, LONG))).hasSize(5_000);
		assertThat(done(other().merge(MAP, entries, LONG))).hasSize(5_000);
		done(other().purge(MAP, entries));
		assertThat(content(MAP)).isEmpty();
	}

	@Test
	void mapIsKeptForItsRetentionAfterEachUse() {
		done(one().merge(MAP, List.of(entry("a", 1, "1")), SHORT));
		pass(SHORT.multipliedBy(2));
		assertThat(content(MAP)).isEmpty();
		merge(one(), entry("a", 1, "1"));
		done(one().load(MAP, SHORT));
		pass(SHORT.multipliedBy(2));
		assertThat(content(MAP)).isEmpty();
		merge(one(), entry("a", 1, "1"));
		done(one().merge(MAP, List.of(), SHORT));
		done(one().merge(MAP, List.of(entry("b", 1, "1")), LONG));
		pass(SHORT.multipliedBy(2));
		assertThat(content(MAP)).contains("b=1");
	}

	@Test
	void purgeKeepsChangedEntries() {
		SharedEntry unchanged = entry("a", 1, "1");
		SharedEntry changed = entry("b", 1, "1");
		merge(one(), unchanged, changed, entry("c", 1, "1"));
		merge(other(), entry("b", 2, "2"));
		done(one().purge(MAP, List.of(unchanged, changed, entry("gone", 1, "1"))));
		assertThat(content(MAP)).containsExactly("b=2", "c=1");
		done(one().purge(new SharedMap("topic", "none"), List.of(unchanged)));
		done(one().purge(MAP, List.of()));
	}

	@Test
	void othersAreNotifiedOfTheWinners() {
		RecordedChanges own = new RecordedChanges();
		RecordedChanges others = new RecordedChanges();
		listen(one(), "topic", own);
		listen(other(), "topic", others);
		merge(one(), entry("a", 5, "a5"), entry("b", 5, "b5"));
		merge(one(), entry("a", 4, "a4"));
		merge(one(), entry("a", 6, "a6"), entry("b", 5, "again"));
		awaitChanges(others, "topic/map a=a5 b=b5", "topic/map a=a6");
		merge(other(), entry("b", 7, "b7"));
		awaitChanges(own, "topic/map b=b7");
		assertThat(others.changes()).hasSize(2);
	}

	@Test
	void topicsAreSeparateAndRegistrationsEnd() {
		RecordedChanges first = new RecordedChanges();
		RecordedChanges second = new RecordedChanges();
		Registration registration = listen(other(), "topic", first);
		listen(other(), "topic2", second);
		done(one().merge(new SharedMap("topic", "m"), List.of(entry("a", 1, "1")), LONG));
		done(one().merge(new SharedMap("topic2", "m"), List.of(entry("a", 1, "1")), LONG));
		awaitChanges(first, "topic/m a=1");
		awaitChanges(second, "topic2/m a=1");
		registration.end();
		registration.end();
		done(one().merge(new SharedMap("topic", "m"), List.of(entry("a", 2, "2")), LONG));
		done(one().merge(new SharedMap("topic2", "m"), List.of(entry("a", 2, "2")), LONG));
		awaitChanges(second, "topic2/m a=1", "topic2/m a=2");
		assertThat(first.changes()).hasSize(1);
	}

	protected static void awaitChanges(RecordedChanges listener, String... changes) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(listener.changes()).containsExactly(changes));
	}

	@Test
	void lockHasOneHolder() {
		assertThat(done(one().acquire(MAP, "a", LONG))).isTrue();
		assertThat(done(other().acquire(MAP, "b", LONG))).isFalse();
		assertThat(done(one().acquire(MAP, "a", LONG))).isTrue();
		done(other().release(MAP, "b"));
		assertThat(done(other().acquire(MAP, "b", LONG))).isFalse();
		assertThat(done(other().acquire(new SharedMap("topic", "map2"), "b", LONG))).isTrue();
		done(one().release(MAP, "a"));
		assertThat(done(other().acquire(MAP, "b", LONG))).isTrue();
		assertThat(content(MAP)).isEmpty();
	}

	@Test
	void lockExpiresAfterItsLease() {
		assertThat(done(one().acquire(MAP, "a", SHORT))).isTrue();
		pass(SHORT.multipliedBy(2));
		assertThat(done(other().acquire(MAP, "b", SHORT))).isTrue();
		assertThat(done(other().acquire(MAP, "b", LONG))).isTrue();
		pass(SHORT.multipliedBy(2));
		assertThat(done(one().acquire(MAP, "a", LONG))).isFalse();
	}

	@Test
	void permitsAreSharedAndReservedInAdvance() {
		SharedPermits mine = one().permits(MAP, 2, LONG);
		SharedPermits theirs = other().permits(MAP, 2, LONG);
		Duration patience = LONG.multipliedBy(2);
		assertThat(done(mine.reserve(Duration.ZERO))).isZero();
		assertThat(done(theirs.reserve(Duration.ZERO))).isZero();
		assertThat(done(mine.reserve(Duration.ZERO))).isNegative();
		assertThat(done(theirs.reserve(patience))).isBetween(1L, LONG.toNanos());
		assertThat(done(mine.reserve(patience))).isBetween(1L, LONG.toNanos());
		assertThat(done(theirs.reserve(LONG))).isNegative();
		assertThat(done(mine.reserve(patience))).isBetween(LONG.toNanos(), patience.toNanos());
		assertThat(done(one().permits(new SharedMap("topic", "map2"), 2, LONG).reserve(Duration.ZERO))).isZero();
	}

	@Test
	void permitsAreRenewedTogether() {
		SharedPermits permits = one().permits(MAP, 3, SHORT);
		for (int period = 0; period < 3; period++) {
			for (int i = 0; i < 3; i++) {
				assertThat(done(permits.reserve(SHORT))).isBetween(0L, SHORT.toNanos());
			}
			pass(SHORT.multipliedBy(2));
			assertThat(done(permits.reserve(Duration.ZERO))).isZero();
			pass(SHORT.multipliedBy(2));
		}
	}

	@Test
	void eachPermitIsGrantedOnce() {
		Collection<CompletableFuture<Long>> waits = new ArrayList<>();
		SharedPermits mine = one().permits(MAP, 50, LONG);
		SharedPermits theirs = other().permits(MAP, 50, LONG);
		for (int i = 0; i < 100; i++) {
			waits.add(mine.reserve(LONG));
			waits.add(theirs.reserve(LONG));
		}
		List<Long> nanos = waits.stream().map(SharedStoreContract::done).toList();
		assertThat(nanos).filteredOn((wait) -> wait == 0).hasSize(50);
		assertThat(nanos).filteredOn((wait) -> wait > 0).hasSize(50);
		assertThat(nanos).filteredOn((wait) -> wait < 0).hasSize(100);
	}

	@Test
	void probeSucceeds() {
		done(one().probe());
	}

}
