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

import java.util.List;
import java.util.Map;

import dev.sessions.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session at one moment, without secrets.
 *
 * @param name the name
 * @param baseUrl the base URL, or {@code null} if no property has it
 * @param credentials the kind of credentials, or {@code null} if no property has any
 * @param pool its connections
 * @param second its calls since the previous state
 * @param calls the number of all calls so far
 * @param failed the number of failed calls
 * @param opened the number of opened connections
 * @param attempts the number of attempts to send a request
 * @param retries the number of retries, by reason
 * @param cookies the number of cookies in the jar
 * @param cookieNames the names of the first of them
 * @param token the access token or the login, or {@code null} if there is none
 * @param lastFailure the last failed call, or {@code null} if there is none
 */
record SessionState(String name, @Nullable String baseUrl, @Nullable String credentials, PoolStats pool, Second second,
		long calls, long failed, long opened, long attempts, Map<String, Long> retries, int cookies,
		List<String> cookieNames, @Nullable TokenState token, @Nullable Failure lastFailure) {
}
