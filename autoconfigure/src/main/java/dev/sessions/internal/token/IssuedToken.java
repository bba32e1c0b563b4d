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

import java.time.Duration;

import dev.sessions.internal.auth.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * A token that has just been issued. {@code toString} does not reveal it.
 *
 * @param proof the authorization that adds the token to requests
 * @param lifetime the lifetime of the token
 * @param value the token as ASCII text, for other instances, or {@code null} if it cannot
 * be shared
 */
public record IssuedToken(Authorization proof, Duration lifetime, @Nullable String value) {

	/**
	 * The lifetime of a token that is valid until it is rejected: about 100 years.
	 */
	public static final Duration UNLIMITED = Duration.ofDays(36_500);

	@Override
	public String toString() {
		return "IssuedToken";
	}

}
