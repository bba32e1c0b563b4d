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
 * The {@code circuit-breaker} block.
 *
 * @param enabled Whether there is a circuit breaker; any other key of the block also
 * switches it on.
 * @param failureRateThreshold Percentage of failed attempts at which it opens.
 * @param slowCallDuration Time to the head of the response at which an attempt is slow.
 * @param slowCallRateThreshold Percentage of slow attempts at which it opens.
 * @param windowSize Number of last attempts that the percentages are computed of.
 * @param minimumCalls Number of attempts before which it cannot open; never more than
 * window-size.
 * @param openDuration How long it stays open before it admits trial attempts.
 * @param halfOpenCalls Number of trial attempts.
 */
record CircuitBreakerProperties(@Nullable Boolean enabled, @Nullable Double failureRateThreshold,
		@Nullable Duration slowCallDuration, @Nullable Double slowCallRateThreshold, @Nullable Integer windowSize,
		@Nullable Integer minimumCalls, @Nullable Duration openDuration, @Nullable Integer halfOpenCalls) {

}
