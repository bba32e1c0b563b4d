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

package dev.sessions.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files say of a credential. Whether they have changed is looked at once a second at
 * most, by one of the threads that ask, while the others go on with what is known; a
 * credential that was refused is read anew at once. Files that cannot be read any more,
 * or make no sense, leave things as they are. Thread-safe.
 *
 * @param <V> what is made of each file
 * @param <T> what is made of them together
 */
final class CredentialFiles<V, T> {

	private static final Logger logger = LoggerFactory.getLogger(CredentialFiles.class);

	private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final List<CredentialFile<V>> files;

	private final Function<List<V>, T> maker;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile T content;

	private volatile long lookedAt;

	private final AtomicLong readings = new AtomicLong();

	private List<CredentialFile.Mark> marks = List.of();

	private boolean failing;

	/**
	 * Read files for the first time.
	 * @param files the files
	 * @param maker makes something of what they say, in the same order
	 * @param nanoTime the clock
	 * @throws IllegalArgumentException if one cannot be read or used
	 */
	CredentialFiles(List<CredentialFile<V>> files, Function<List<V>, T> maker, LongSupplier nanoTime) {
		this.files = files;
		this.maker = maker;
		this.nanoTime = nanoTime;
		this.lookedAt = nanoTime.getAsLong();
		this.marks = marks();
		this.content = make();
	}

	private List<CredentialFile.Mark> marks() {
		List<CredentialFile.Mark> marks = new ArrayList<>();
		for (CredentialFile<V> file : this.files) {
			try {
				marks.add(file.mark());
			}
			catch (IOException ex) {
				// to read it says what is wrong
				return List.of();
			}
		}
		return marks;
	}

	private T make() {
		return this.maker.apply(this.files.stream().map(CredentialFile::read).toList());
	}

	/**
	 * What the files say, or said a second ago.
	 * @return what was made of it
	 */
	T current() {
		if (isDue() && this.lock.tryLock()) {
			try {
				if (isDue()) {
					look();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return this.content;
	}

	/**
	 * What the files say that was not refused. They are read for this, unless somebody
	 * has begun to do so since the refusal.
	 * @param refused tells what was refused
	 * @return what was made of it, or {@code null} if that was refused
	 */
	@Nullable T other(Predicate<T> refused) {
		long before = this.readings.get();
		T known = this.content;
		if (!refused.test(known)) {
			return known;
		}
		this.lock.lock();
		try {
			if (this.readings.get() == before && refused.test(this.content)) {
				read(marks());
			}
			return refused.test(this.content) ? null : this.content;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Read the files now, whether they have changed or not.
	 */
	void readAnew() {
		this.lock.lock();
		try {
			read(marks());
			this.lookedAt = this.nanoTime.getAsLong();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isDue() {
		return this.nanoTime.getAsLong() - this.lookedAt >= LOOK_NANOS;
	}

	private void look() {
		List<CredentialFile.Mark> present = marks();
		if (present.isEmpty() || !present.equals(this.marks)) {
			read(present);
		}
		this.lookedAt = this.nanoTime.getAsLong();
	}

	/**
	 * The marks are those from before: what changes meanwhile is seen at the next look.
	 */
	private void read(List<CredentialFile.Mark> present) {
		this.readings.incrementAndGet();
		try {
			this.content = make();
			this.marks = present;
			this.failing = false;
		}
		catch (IllegalArgumentException ex) {
			this.marks = List.of();
			if (!this.failing) {
				this.failing = true;
				logger.warn("{}. The credentials stay as they were", ex.getMessage());
			}
		}
	}

}
