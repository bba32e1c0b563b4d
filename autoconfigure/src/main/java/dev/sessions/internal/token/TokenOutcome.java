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

package dev.sessions.internal.token;

import org.jspecify.annotations.Nullable;

/**
 * The result of one token request.
 *
 * @param token the token, or {@code null} if there is none
 * @param failure the endpoint and the reason of the failure, or {@code null} if there is
 * none
 * @param assertion the assertion error of a test, or {@code null} if there is none
 */
record TokenOutcome(@Nullable AccessToken token, @Nullable String failure, @Nullable AssertionError assertion) {

	/**
	 * The result of a request whose session was closed. Other sessions that share the
	 * credentials repeat it.
	 */
	static final TokenOutcome ABANDONED = new TokenOutcome(null, null);

	TokenOutcome(@Nullable AccessToken token, @Nullable String failure) {
		this(token, failure, null);
	}

}
