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

import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/**
 * The source of the time by which calls are measured and waits are timed. Thread-safe.
 */
public interface TimeSource {

	/**
	 * The system time.
	 */
	TimeSource SYSTEM = new TimeSource() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public Clock clock() {
			return Clock.systemUTC();
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			LockSupport.parkNanos(blocker, nanos);
		}

	};

	/**
	 * Return a time in nanoseconds, comparable only with others of this source.
	 * @return the time
	 */
	long nanoTime();

	/**
	 * Return the clock for dates.
	 * @return the clock
	 */
	Clock clock();

	/**
	 * Park the current thread until it is unparked or interrupted, or a time has passed.
	 * Like {@link LockSupport#parkNanos(Object, long)}, it may return earlier.
	 * @param blocker the object that the thread waits for
	 * @param nanos the time in nanoseconds
	 */
	void parkNanos(Object blocker, long nanos);

}
