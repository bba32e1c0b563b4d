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

package dev.sessions.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RepeatedLook}.
 */
class RepeatedLookTests {

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

	private final AtomicInteger looks = new AtomicInteger();

	private final RepeatedLook look = new RepeatedLook(SharedTimer.INSTANCE, PAUSE, this.looks::incrementAndGet,
			() -> PAUSE);

	@Test
	void looksRepeatedly() {
		this.look.soon(System.nanoTime());
		await().until(() -> this.looks.get() > 2);
	}

	@Test
	void advancedTimeDoesNotPostponeLook() {
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
			this.look.soon(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
			return this.looks.get() > 0;
		});
	}

}
