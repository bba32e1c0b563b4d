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

package dev.sessions.internal.shared;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The permits of a rate limit that applies to all instances together. Thread-safe.
 */
public interface SharedPermits {

	/**
	 * Reserve a permit. A reserved permit counts as used, even if the caller gives up.
	 * @param maxWait the maximum time to wait for the permit
	 * @return the time to wait for the permit in nanoseconds, zero or more, or a negative
	 * number if no permit is available within the maximum time
	 */
	CompletableFuture<Long> reserve(Duration maxWait);

}
