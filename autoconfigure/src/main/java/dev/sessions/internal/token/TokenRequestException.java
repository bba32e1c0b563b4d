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
 * Thrown when a token endpoint returns no token. The message starts with the origin and
 * contains nothing of the response except its status and an error code of RFC 6749. For
 * the same reason, there is no cause.
 */
public final class TokenRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String errorCode;

	/**
	 * Create an exception.
	 * @param message the origin and the reason, without any secret
	 */
	public TokenRequestException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message the origin and the reason, without any secret
	 * @param errorCode the error code of RFC 6749 in the response, or {@code null}
	 */
	public TokenRequestException(String message, @Nullable String errorCode) {
		super(message);
		this.errorCode = errorCode;
	}

	/**
	 * Return the error code of RFC 6749 in the response.
	 * @return the code, or {@code null} if there was none
	 */
	public @Nullable String errorCode() {
		return this.errorCode;
	}

}
