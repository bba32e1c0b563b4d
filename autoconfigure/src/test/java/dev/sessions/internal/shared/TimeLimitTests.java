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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeLimit}.
 */
class TimeLimitTests {

	private static final Duration LIMIT = Duration.ofMillis(50);

	private final UnreliableStore store = new UnreliableStore(new MemoryStore(TimeSource.SYSTEM));

	private final CompletableFuture<String> expired = new CompletableFuture<>();

	private TimeLimit start() {
		return TimeLimit.start(this.store, SharedTimer.INSTANCE, LIMIT.toNanos(), () -> this.expired.complete("over"));
	}

	@Test
	void unresponsiveStoreIsGivenTheTime() throws Exception {
		Stopwatch stopwatch = Stopwatch.start();
		start();
		assertThat(this.expired.get(10, TimeUnit.SECONDS)).isEqualTo("over");
		assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(LIMIT);
	}

	@Test
	void timeWithoutServiceOfTheConnectionDoesNotCount() throws Exception {
		this.store.withSettled(new CompletableFuture<>());
		Stopwatch stopwatch = Stopwatch.start();
		start();
		assertThat(this.expired.get(10, TimeUnit.SECONDS)).isEqualTo("over");
		assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(LIMIT.multipliedBy(9));
	}

	@Test
	void timeCountsAgainOnceTheConnectionIsServed() throws Exception {
		CompletableFuture<String> settled = new CompletableFuture<>();
		this.store.withSettled(settled);
		start();
		settled.complete("settled");
		assertThat(this.expired.get(10, TimeUnit.SECONDS)).isEqualTo("over");
	}

	@Test
	void endedLimitDoesNotExpire() {
		TimeLimit limit = start();
		limit.end();
		assertThat(this.expired.completeOnTimeout("not", 3 * LIMIT.toMillis(), TimeUnit.MILLISECONDS).join())
			.isEqualTo("not");
	}

}
