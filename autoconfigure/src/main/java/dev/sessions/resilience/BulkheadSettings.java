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

package dev.sessions.resilience;

import java.time.Duration;

/**
 * How many calls may be under way at once, from their beginning to the end of the body,
 * waits included.
 *
 * @param maxConcurrentCalls the number
 * @param maxWait how long a call may wait for another one to end
 */
public record BulkheadSettings(int maxConcurrentCalls, Duration maxWait) {

	private static final BulkheadSettings DEFAULTS = new BulkheadSettings(25, Duration.ZERO);

	public BulkheadSettings {
		Bounds.requireCount("max-concurrent-calls", maxConcurrentCalls);
		Bounds.requireWait("max-wait", maxWait);
	}

	/**
	 * The defaults of Resilience4j: 25 calls, and none waits.
	 * @return the default settings
	 */
	public static BulkheadSettings defaults() {
		return DEFAULTS;
	}

	public BulkheadSettings withMaxConcurrentCalls(int maxConcurrentCalls) {
		return new BulkheadSettings(maxConcurrentCalls, this.maxWait);
	}

	public BulkheadSettings withMaxWait(Duration maxWait) {
		return new BulkheadSettings(this.maxConcurrentCalls, maxWait);
	}

}
