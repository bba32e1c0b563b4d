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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SharedSettings;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedHolds}.
 */
class SharedHoldsTests {

	private static final HttpHost SERVER = new HttpHost("https", "api.example.com", 443);

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final SettableTime time = new SettableTime();

	private final MemoryStore store = new MemoryStore(this.time);

	@AutoClose
	private final SharedHolds one = start(this.store);

	private final MemoryStore otherStore = this.store.another();

	@AutoClose
	private final SharedHolds other = start(this.otherStore);

	@Test
	void holdAppliesToOthersAndEnds() {
		this.one.announce(SERVER, "me", 10 * SECOND);
		assertThat(this.one.isNone()).isTrue();
		assertThat(this.other.left(SERVER, "me")).isEqualTo(10 * SECOND);
		assertThat(this.other.left(SERVER, "you")).isZero();
		assertThat(this.other.left(SERVER, null)).isZero();
		assertThat(this.other.left(new HttpHost("http", "api.example.com", 443), "me")).isZero();
		this.time.advance(9 * SECOND);
		assertThat(this.other.left(SERVER, "me")).isEqualTo(SECOND);
		this.time.advance(SECOND);
		assertThat(this.other.isNone()).isTrue();
		assertThat(this.other.left(SERVER, "me")).isZero();
	}

	@Test
	void holdOfAllUsersAppliesToEach() {
		this.one.announce(SERVER, 10 * SECOND);
		assertThat(this.other.left(SERVER, "me")).isEqualTo(10 * SECOND);
		assertThat(this.other.left(SERVER, null)).isEqualTo(10 * SECOND);
	}

	@Test
	void unknownUserIsNotAnnounced() {
		this.one.announce(SERVER, null, 10 * SECOND);
		assertThat(this.other.isNone()).isTrue();
		assertThat(entries()).isEmpty();
	}

	@Test
	void longestHoldWins() {
		SharedHolds third = start(this.store.another());
		this.one.announce(SERVER, "me", 10 * SECOND);
		this.other.announce(SERVER, "me", 5 * SECOND);
		this.one.announce(SERVER, "me", 3 * SECOND);
		assertThat(third.left(SERVER, "me")).isEqualTo(10 * SECOND);
		this.other.announce(SERVER, "me", 15 * SECOND);
		assertThat(third.left(SERVER, "me")).isEqualTo(15 * SECOND);
		assertThat(this.one.left(SERVER, "me")).isEqualTo(15 * SECOND);
	}

	@Test
	void lastOfSeveralHoldsIsKnown() {
		this.one.announce(SERVER, "me", 10 * SECOND);
		this.one.announce(SERVER, "you", 5 * SECOND);
		this.time.advance(6 * SECOND);
		assertThat(this.other.isNone()).isFalse();
		assertThat(this.other.left(SERVER, "me")).isEqualTo(4 * SECOND);
		this.one.announce(SERVER, "she", 2 * SECOND);
		this.time.advance(3 * SECOND);
		assertThat(this.other.isNone()).isFalse();
		this.time.advance(SECOND);
		assertThat(this.other.isNone()).isTrue();
	}

	@Test
	void holdIsNoLongerThanAllowed() {
		this.one.announce(SERVER, "me", Duration.ofDays(1).toNanos());
		assertThat(this.other.left(SERVER, "me")).isEqualTo(RetrySettings.defaults().maxRetryAfter().toNanos());
	}

	@Test
	void missedHoldsAreLoaded() {
		this.otherStore.close();
		this.one.announce(SERVER, "me", 10 * SECOND);
		assertThat(this.other.isNone()).isTrue();
		this.other.missed();
		assertThat(this.other.left(SERVER, "me")).isEqualTo(10 * SECOND);
	}

	@Test
	void expiredEntriesAreDeletedByWriterOrReader() {
		this.one.announce(SERVER, "me", 2 * SECOND);
		this.other.announce(SERVER, "you", 3 * SECOND);
		assertThat(entries()).hasSize(2);
		this.time.advance(5 * SECOND);
		this.one.announce(SERVER, "she", 2 * SECOND);
		assertThat(entries()).hasSize(2);
		this.one.missed();
		assertThat(entries()).hasSize(1);
	}

	@Test
	void brokenEntriesAreIgnored() {
		SharedStore foreign = this.store.another();
		for (String value : List.of("", "soon", "-1", "99999999999999999999")) {
			CompletableFuture<?> unusedWinners = foreign.merge(map(), List.of(new SharedEntry("k" + value.length(), 1,
					SharedEntry.NEVER, value.getBytes(StandardCharsets.US_ASCII))), Duration.ofMinutes(1));
		}
		assertThat(this.one.isNone()).isTrue();
	}

	@Test
	void otherMapsOfTheSessionAreIgnored() {
		CompletableFuture<?> unusedWinners = this.store.another()
			.merge(session(this.store).map("other"), List.of(new SharedEntry("k", 1, SharedEntry.NEVER,
					Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.US_ASCII))), Duration.ofMinutes(1));
		assertThat(this.one.isNone()).isTrue();
	}

	@Test
	void numberOfHoldsIsBounded() {
		for (int i = 0; i < 1100; i++) {
			this.one.announce(SERVER, "user-" + i, 10 * SECOND);
		}
		assertThat(entries()).hasSize(1000);
		assertThat(this.other.left(SERVER, "user-0")).isPositive();
	}

	private List<SharedEntry> entries() {
		return this.store.load(map(), Duration.ofMinutes(1)).join();
	}

	private SharedMap map() {
		return session(this.store).map("hold");
	}

	private SharedHolds start(SharedStore store) {
		return Objects.requireNonNull(SharedHolds.start(session(store), RetrySettings.defaults(), this.time));
	}

	private static SharedSession session(SharedStore store) {
		return Objects.requireNonNull(SharedSession.of("test", SharedSettings.none().withStore(store)));
	}

	/**
	 * A time near the end of its range, where the clock of a JVM may be.
	 */
	private static final class SettableTime implements TimeSource {

		private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

		private long passed;

		void advance(long nanos) {
			this.passed += nanos;
		}

		@Override
		public long nanoTime() {
			return Long.MAX_VALUE - SECOND + this.passed;
		}

		@Override
		public Clock clock() {
			return Clock.fixed(START.plusNanos(this.passed), ZoneOffset.UTC);
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			throw new UnsupportedOperationException();
		}

	}

}
