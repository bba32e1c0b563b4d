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

package dev.sessions.testsupport;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine, busy with other things, keeps threads from running that could:
 * seen by one that wants to run each few milliseconds.
 */
public final class Stalls implements AutoCloseable {

	private static final long STEP = Duration.ofMillis(5).toNanos();

	private final Thread thread = new Thread(this::watch, "stalls");

	private volatile boolean closed;

	private volatile long late;

	private volatile long since = System.nanoTime();

	private Stalls() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Begin to look.
	 * @return what whoever started it closes
	 */
	public static Stalls watched() {
		return new Stalls();
	}

	private void watch() {
		long sum = 0;
		while (!this.closed) {
			LockSupport.parkNanos(STEP);
			long now = System.nanoTime();
			sum += Math.max(0, now - this.since - STEP);
			this.late = sum;
			this.since = now;
		}
	}

	/**
	 * By how much the thread was late until now, in all.
	 * @return the time
	 */
	public Duration total() {
		long present = Math.max(0, System.nanoTime() - this.since - STEP);
		return Duration.ofNanos(this.late + present);
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

}
