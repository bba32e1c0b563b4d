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
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How long the machine, busy with other things, keeps threads from running that could:
 * seen by some that want to run each few milliseconds. They are as many as what is
 * measured beside them needs one after the other, each of which may have to wait.
 */
public final class Stalls implements AutoCloseable {

	private static final int THREADS = 4;

	private static final long STEP = Duration.ofMillis(5).toNanos();

	private final List<Watch> watches = Stream.generate(Watch::new).limit(THREADS).toList();

	private volatile boolean closed;

	private Stalls() {
		this.watches.forEach(Thread::start);
	}

	/**
	 * Begin to look.
	 * @return what whoever started it closes
	 */
	public static Stalls watched() {
		return new Stalls();
	}

	/**
	 * By how much the threads were late until now, in all.
	 * @return the time
	 */
	public Duration total() {
		return Duration.ofNanos(this.watches.stream().mapToLong(Watch::late).sum());
	}

	@Override
	public void close() {
		this.closed = true;
		this.watches.forEach(LockSupport::unpark);
	}

	/**
	 * One of the threads.
	 */
	private final class Watch extends Thread {

		private volatile long late;

		private volatile long since = System.nanoTime();

		Watch() {
			super("stalls");
			setDaemon(true);
		}

		@Override
		public void run() {
			long sum = 0;
			while (!Stalls.this.closed) {
				LockSupport.parkNanos(STEP);
				long now = System.nanoTime();
				sum += Math.max(0, now - this.since - STEP);
				this.late = sum;
				this.since = now;
			}
		}

		private long late() {
			return this.late + Math.max(0, System.nanoTime() - this.since - STEP);
		}

	}

}
