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

package dev.sessions.sample.page;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one session. Many threads record, one thread reads once a second.
 */
class SessionCalls {

	/**
	 * The percentiles of a single second would fluctuate too much to be readable.
	 */
	private static final Duration WINDOW = Duration.ofSeconds(3);

	private final Timer timer = Timer.builder("calls")
		.publishPercentiles(0.5, 0.99)
		.percentilePrecision(2)
		.distributionStatisticExpiry(WINDOW)
		.distributionStatisticBufferLength((int) WINDOW.toSeconds())
		.register(new SimpleMeterRegistry());

	private final LongAdder failed = new LongAdder();

	private volatile @Nullable Failure lastFailure;

	private long callsBefore;

	private long failedBefore;

	void ended(long nanos) {
		this.timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	void failed(Failure failure) {
		this.failed.increment();
		this.lastFailure = failure;
	}

	/**
	 * Return the calls since the previous second.
	 */
	Second next(long at) {
		ValueAtPercentile[] percentiles = this.timer.takeSnapshot().percentileValues();
		long callsNow = count();
		long failedNow = failures();
		Second second = new Second(at, callsNow - this.callsBefore, failedNow - this.failedBefore,
				millis(percentiles[0]), millis(percentiles[1]));
		this.callsBefore = callsNow;
		this.failedBefore = failedNow;
		return second;
	}

	/**
	 * No call takes zero time, so zero means that there were no calls.
	 */
	private static @Nullable Double millis(ValueAtPercentile percentile) {
		double millis = percentile.value(TimeUnit.MILLISECONDS);
		return (millis > 0) ? Math.round(millis * 10) / 10.0 : null;
	}

	long count() {
		return this.timer.count();
	}

	long failures() {
		return this.failed.sum();
	}

	@Nullable Failure lastFailure() {
		return this.lastFailure;
	}

}
