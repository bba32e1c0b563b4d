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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code rate-limit} block.
 *
 * @param enabled Whether there is a rate limit; any other key of the block also switches
 * it on.
 * @param limitForPeriod Largest number of requests per period.
 * @param period Length of the period.
 * @param maxWait Longest wait of a request for a permit.
 */
record RateLimitProperties(@Nullable Boolean enabled, @Nullable Integer limitForPeriod, @Nullable Duration period,
		@Nullable Duration maxWait) {

}
