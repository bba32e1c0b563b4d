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

package dev.sessions.internal.call;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rest of a body that is not read. It may come in, so that its connection can be used
 * again; but as a new connection costs not much more, only so much of it and for so long.
 * Then the connection is closed.
 */
final class Drain {

	private static final int MAX_BYTES = 64 * 1024;

	private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final long start = System.nanoTime();

	private final Lease lease;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean over;

	private boolean cancelled;

	private Drain(Lease lease) {
		this.lease = lease;
	}

	/**
	 * Read the rest.
	 * @param body the body
	 * @param lease its connection
	 * @return whether this was all, so that the connection can be used again
	 * @throws IOException if the connection broke
	 */
	static boolean drain(InputStream body, Lease lease) throws IOException {
		Drain drain = new Drain(lease);
		boolean whole = false;
		DeadlineEnforcer.SHARED.add(drain);
		try {
			whole = drain.read(body);
		}
		finally {
			DeadlineEnforcer.SHARED.remove(drain);
			whole &= drain.end();
		}
		return whole;
	}

	private boolean read(InputStream body) throws IOException {
		if (body.read() < 0) {
			return true;
		}
		byte[] buffer = new byte[2048];
		int rest = 1;
		while (rest <= MAX_BYTES && !isExpired(System.nanoTime())) {
			int n = body.read(buffer);
			if (n < 0) {
				return true;
			}
			rest += n;
		}
		return false;
	}

	long startNanos() {
		return this.start;
	}

	boolean isExpired(long now) {
		return now - this.start >= MAX_NANOS;
	}

	/**
	 * Close the connection, unless the rest was read meanwhile: then it may serve the
	 * next exchange already.
	 */
	void cancel() {
		this.lock.lock();
		try {
			if (!this.over) {
				this.over = true;
				this.cancelled = true;
				this.lease.discard();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean end() {
		this.lock.lock();
		try {
			this.over = true;
			return !this.cancelled;
		}
		finally {
			this.lock.unlock();
		}
	}

}
