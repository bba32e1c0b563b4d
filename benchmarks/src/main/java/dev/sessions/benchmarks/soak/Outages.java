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

package dev.sessions.benchmarks.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.sessions.benchmarks.server.RedisProcess;

/**
 * The outages of Redis: once in each period except the last, it is frozen or restarted
 * without data, in turns.
 */
final class Outages {

	private static final Duration PERIOD = Duration.ofMinutes(1);

	private final RedisProcess redis;

	private final Duration time;

	private final Duration period;

	Outages(RedisProcess redis, Duration time) {
		this.redis = redis;
		this.time = time;
		Duration fifth = time.dividedBy(5);
		this.period = (fifth.compareTo(PERIOD) < 0) ? fifth : PERIOD;
	}

	/**
	 * The number of outages.
	 */
	long count() {
		return this.time.dividedBy(this.period) - 1;
	}

	/**
	 * Run all outages.
	 */
	void run() throws IOException, InterruptedException {
		long start = System.nanoTime();
		for (int i = 0; i < count(); i++) {
			sleepUntil(start + this.period.multipliedBy(i).plus(this.period.dividedBy(2)).toNanos());
			if (i % 2 == 0) {
				this.redis.pause();
				TimeUnit.NANOSECONDS.sleep(this.period.dividedBy(6).toNanos());
				this.redis.resume();
			}
			else {
				this.redis.stop();
				TimeUnit.NANOSECONDS.sleep(this.period.dividedBy(6).toNanos());
				this.redis.startAgain();
			}
		}
	}

	private static void sleepUntil(long nanos) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
	}

}
