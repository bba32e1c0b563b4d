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

package dev.sessions.internal.resilience;

/**
 * A snapshot of a circuit breaker.
 *
 * @param name its name: that of the session, for a mount with its prefix in brackets
 * @param state {@code closed}, {@code open}, {@code half_open} or another state of
 * Resilience4j, in lower case
 * @param failureRate the share of failed attempts in percent, or -1 before the minimum
 * number of calls
 * @param slowCallRate the share of slow attempts in percent, or -1 before the minimum
 * number of calls
 * @param notPermittedCalls the number of attempts that were not permitted since it opened
 */
public record CircuitBreakerState(String name, String state, double failureRate, double slowCallRate,
		long notPermittedCalls) {
}
