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

package dev.sessions.settings;

import java.time.Duration;

/**
 * Limits the number of concurrent calls. A call counts from its beginning to the end of
 * its body, including waits. Immutable.
 *
 * @param maxConcurrentCalls the largest number of concurrent calls, at least 1
 * @param maxWait the longest wait for another call to end, zero or more and at most a
 * year
 */
public record BulkheadSettings(int maxConcurrentCalls, Duration maxWait) {

	private static final BulkheadSettings DEFAULTS = new BulkheadSettings(25, Duration.ZERO);

	public BulkheadSettings {
		Bounds.requireCount("max-concurrent-calls", maxConcurrentCalls);
		Bounds.requireWait("max-wait", maxWait);
	}

	/**
	 * The defaults of Resilience4j: 25 concurrent calls and no wait.
	 * @return the default settings
	 */
	public static BulkheadSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another limit of concurrent calls.
	 * @param maxConcurrentCalls the largest number of concurrent calls, at least 1
	 * @return the copy
	 */
	public BulkheadSettings withMaxConcurrentCalls(int maxConcurrentCalls) {
		return new BulkheadSettings(maxConcurrentCalls, this.maxWait);
	}

	/**
	 * Return a copy with another longest wait.
	 * @param maxWait the longest wait for another call to end, zero or more
	 * @return the copy
	 */
	public BulkheadSettings withMaxWait(Duration maxWait) {
		return new BulkheadSettings(this.maxConcurrentCalls, maxWait);
	}

}
