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

package dev.sessions.internal.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A credential in one or more files. At most once a second, one of the calling threads
 * checks the files for changes, while the others use the known content. After a
 * rejection, the files are read at once. If a file becomes unreadable or invalid, the
 * known content stays in use. Thread-safe.
 *
 * @param <T> the type of the credential
 */
final class CredentialFiles<T> {

	private static final Logger logger = LoggerFactory.getLogger(CredentialFiles.class);

	private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final List<? extends CredentialFile<?>> files;

	private final Supplier<T> maker;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile T content;

	private volatile long checkedAt;

	private final AtomicLong readings = new AtomicLong();

	private List<CredentialFile.Metadata> metadata = List.of();

	private boolean failing;

	/**
	 * Read files for the first time.
	 * @param files the files
	 * @param maker reads the files and creates the credential
	 * @param nanoTime the clock in nanoseconds
	 * @throws IllegalArgumentException if a file cannot be read or parsed
	 */
	CredentialFiles(List<? extends CredentialFile<?>> files, Supplier<T> maker, LongSupplier nanoTime) {
		this.files = files;
		this.maker = maker;
		this.nanoTime = nanoTime;
		this.checkedAt = nanoTime.getAsLong();
		this.metadata = metadata();
		this.content = maker.get();
	}

	private List<CredentialFile.Metadata> metadata() {
		List<CredentialFile.Metadata> metadata = new ArrayList<>();
		for (CredentialFile<?> file : this.files) {
			try {
				metadata.add(file.metadata());
			}
			catch (IOException ex) {
				// reading the file reports the fault
				return List.of();
			}
		}
		return metadata;
	}

	/**
	 * Return the credential. A change of the files takes effect within about one second.
	 * @return the credential
	 */
	T current() {
		if (isDue() && this.lock.tryLock()) {
			try {
				if (isDue()) {
					check();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return this.content;
	}

	/**
	 * Return a credential other than a rejected one. The files are read unless another
	 * thread has started to read them since this method was called.
	 * @param rejected tests whether a credential is the rejected one
	 * @return the credential, or {@code null} if the files contain the rejected one
	 */
	@Nullable T other(Predicate<T> rejected) {
		long before = this.readings.get();
		T known = this.content;
		if (!rejected.test(known)) {
			return known;
		}
		this.lock.lock();
		try {
			if (this.readings.get() == before && rejected.test(this.content)) {
				read(metadata());
			}
			return rejected.test(this.content) ? null : this.content;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Read the files now, whether or not they have changed.
	 */
	void reread() {
		this.lock.lock();
		try {
			read(metadata());
			this.checkedAt = this.nanoTime.getAsLong();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isDue() {
		return this.nanoTime.getAsLong() - this.checkedAt >= CHECK_NANOS;
	}

	private void check() {
		List<CredentialFile.Metadata> present = metadata();
		if (present.isEmpty() || !present.equals(this.metadata)) {
			read(present);
		}
		this.checkedAt = this.nanoTime.getAsLong();
	}

	/**
	 * Read the files. The metadata is older than the content, so the next check detects a
	 * change in between.
	 */
	private void read(List<CredentialFile.Metadata> present) {
		this.readings.incrementAndGet();
		try {
			this.content = this.maker.get();
			this.metadata = present;
			this.failing = false;
		}
		catch (IllegalArgumentException ex) {
			this.metadata = List.of();
			if (!this.failing) {
				this.failing = true;
				logger.warn("{}. The previous credentials stay in use", ex.getMessage());
			}
		}
	}

}
