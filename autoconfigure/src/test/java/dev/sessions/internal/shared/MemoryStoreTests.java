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

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.SharedStore.Registration;

/**
 * Tests for {@link MemoryStore}.
 */
class MemoryStoreTests extends SharedStoreContract {

	private final AtomicLong nanos = new AtomicLong();

	private final MemoryStore one = new MemoryStore(new StoppedTime());

	private final MemoryStore other = this.one.another();

	@Override
	protected SharedStore one() {
		return this.one;
	}

	@Override
	protected SharedStore other() {
		return this.other;
	}

	@Override
	protected void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	@Override
	protected Registration listen(SharedStore store, String topic, RecordedChanges listener) {
		return store.listen(topic, listener);
	}

	private final class StoppedTime implements TimeSource {

		@Override
		public long nanoTime() {
			return MemoryStoreTests.this.nanos.get();
		}

		@Override
		public Clock clock() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			throw new UnsupportedOperationException();
		}

	}

}
