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

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Statistics of the exchange of a session with the store. Thread-safe.
 */
public final class SharedStatistics {

	private final LongAdder sent = new LongAdder();

	private final LongAdder received = new LongAdder();

	private final LongAdder conflicts = new LongAdder();

	private final LongAdder changes = new LongAdder();

	private final LongAdder lagMicros = new LongAdder();

	/**
	 * Return the total size of the values sent.
	 * @return the size in bytes after encryption
	 */
	public long sent() {
		return this.sent.sum();
	}

	/**
	 * Return the total size of the values received.
	 * @return the size in bytes before decryption
	 */
	public long received() {
		return this.received.sum();
	}

	/**
	 * Return the number of changes of this instance that lost to a later change of
	 * another instance.
	 * @return the number of changes
	 */
	public long conflicts() {
		return this.conflicts.sum();
	}

	/**
	 * Return the number of changes received from other instances.
	 * @return the number of changes
	 */
	public long changes() {
		return this.changes.sum();
	}

	/**
	 * Return the total time between changes of other instances and their arrival.
	 * @return the time in microseconds, which is as exact as the clocks of the machines
	 */
	public double lagMicros() {
		return this.lagMicros.sum();
	}

	void sent(Collection<SharedEntry> entries) {
		this.sent.add(size(entries));
	}

	void received(Collection<SharedEntry> entries) {
		this.received.add(size(entries));
	}

	private static long size(Collection<SharedEntry> entries) {
		return entries.stream().mapToLong((entry) -> entry.value().length).sum();
	}

	void conflicted(Collection<SharedEntry> winners) {
		this.conflicts.add(winners.size());
	}

	void changed(Collection<SharedEntry> entries) {
		long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
		this.changes.add(entries.size());
		entries.forEach((entry) -> this.lagMicros.add(Math.max(0, now - entry.stamp())));
	}

}
