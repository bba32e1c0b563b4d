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

import org.jspecify.annotations.Nullable;

/**
 * The calls of a session in one second.
 *
 * @param at the second, since 1970
 * @param calls the number of calls that ended
 * @param failed the number of these without a response or with a status of 400 or more
 * @param p50 the median duration of the latest seconds in milliseconds, or {@code null}
 * if there were no calls
 * @param p99 the 99th percentile of the duration in milliseconds, or {@code null}
 */
record Second(long at, long calls, long failed, @Nullable Double p50, @Nullable Double p99) {
}
