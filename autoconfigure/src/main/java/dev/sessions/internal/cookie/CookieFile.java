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

package dev.sessions.internal.cookie;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Persists a jar across restarts. A change is written after one second, together with all
 * changes made meanwhile; threads that change the jar only schedule the write. A failed
 * write is repeated after one second, and logged once until a write succeeds.
 */
final class CookieFile {

	private static final Logger logger = LoggerFactory.getLogger(CookieFile.class);

	private static final int MIN_MAX_SIZE = 16 * 1024 * 1024;

	/**
	 * The files in use. A session that became unreachable without being closed no longer
	 * uses its file.
	 */
	private static final ConcurrentMap<Path, WeakReference<CookieFile>> inUse = new ConcurrentHashMap<>();

	private final PrivateFile file;

	private final String session;

	private final Executor later;

	private final WeakReference<CookieFile> reference = new WeakReference<>(this);

	/**
	 * Whether a write is scheduled for a pending change. Always {@code true} after the
	 * file is closed.
	 */
	private final AtomicBoolean due = new AtomicBoolean();

	private final ReentrantLock lock = new ReentrantLock();

	private boolean closed;

	private boolean failing;

	private CookieFile(PrivateFile file, String session, Executor later) {
		this.file = file;
		this.session = session;
		this.later = later;
	}

	static CookieFile open(Path path, String session, Executor later) {
		CookieFile file = new CookieFile(find(path, session), session, later);
		inUse.compute(file.file.path(), (key, reference) -> {
			CookieFile other = (reference != null) ? reference.get() : null;
			if (other != null) {
				throw new CookieFileException(session,
						"is " + path + ", which the session '" + other.session + "' uses in this JVM",
						"Give each session a file of its own, and close a session before another one takes its file."
								+ " In tests, whose application contexts stay open in a cache, name another file for each"
								+ " context, leave cookies.file unset, or close the first context by @DirtiesContext.");
			}
			return file.reference;
		});
		return file;
	}

	private static PrivateFile find(Path path, String session) {
		try {
			return PrivateFile.at(path);
		}
		catch (IOException ex) {
			throw new CookieFileException(session, "is " + path + ", which cannot be used: " + describe(ex),
					"Name a file in a folder that the application may write to.");
		}
	}

	private static String describe(IOException ex) {
		return (ex instanceof FileSystemException) ? ex.toString() : String.valueOf(ex.getMessage());
	}

	/**
	 * Read the cookies. A file with invalid content is renamed. A symbolic link is not
	 * read; the next write replaces it.
	 * @param maxCount the maximum number of cookies
	 * @return the cookies in the order of their creation
	 */
	List<StoredCookie> read(int maxCount) {
		if (this.file.isLink()) {
			logger.warn(
					"The session '{}' starts without cookies: its cookies.file {} is a symbolic link, which is not"
							+ " followed, but replaced by a file. Name the file itself, or link its folder",
					this.session, this.file.path());
		}
		long maxSize = Math.max(MIN_MAX_SIZE, (long) maxCount * CookieFileFormat.MAX_LINE);
		try {
			byte[] content = this.file.read((int) Math.min(maxSize, Integer.MAX_VALUE - 8));
			return (content != null) ? CookieFileFormat.read(content) : List.of();
		}
		catch (IOException ex) {
			setAside(describe(ex));
			return List.of();
		}
	}

	private void setAside(String fault) {
		try {
			Path aside = this.file.setAside();
			logger.warn(
					"The session '{}' starts without cookies: its cookies.file {} cannot be read ({}). It is now {}",
					this.session, this.file.path(), fault, aside.getFileName());
		}
		catch (IOException ex) {
			inUse.remove(this.file.path(), this.reference);
			throw new CookieFileException(this.session,
					"is " + this.file.path() + ", which can neither be read (" + fault + ") nor renamed",
					"Remove the file or name another one.");
		}
	}

	/**
	 * Schedule a write after a change of the jar.
	 */
	void changed(CookieJar jar) {
		if (!this.due.get() && this.due.compareAndSet(false, true)) {
			this.later.execute(() -> writeChange(jar));
		}
	}

	private void writeChange(CookieJar jar) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.due.set(false);
				if (!write(jar)) {
					changed(jar);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean write(CookieJar jar) {
		try {
			this.file.replace(CookieFileFormat.write(jar.list()));
			this.failing = false;
			return true;
		}
		catch (IOException | RuntimeException ex) {
			if (!this.failing) {
				logger.warn("The cookies of the session '{}' cannot be written to its cookies.file {}; the write"
						+ " is repeated until it succeeds ({})", this.session, this.file.path(), ex.toString());
			}
			this.failing = true;
			return false;
		}
	}

	/**
	 * Write the pending changes, even if the thread is interrupted.
	 */
	void close(CookieJar jar) {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			boolean interrupted = Thread.interrupted();
			if (this.due.getAndSet(true) && !write(jar)) {
				logger.warn("The last cookies of the session '{}' are not in its cookies.file {}", this.session,
						this.file.path());
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			inUse.remove(this.file.path(), this.reference);
		}
		finally {
			this.lock.unlock();
		}
	}

}
