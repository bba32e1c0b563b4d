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

package dev.sessions.internal.auth;

import org.apache.hc.core5.http.HttpException;

/**
 * No credential is currently available. Nothing was sent, and another attempt at once
 * would not help. The message gives the reason without any secret.
 */
public class NoCredentialException extends HttpException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param reason what is missing and why
	 */
	public NoCredentialException(String reason) {
		super(reason);
	}

	/**
	 * Create an exception.
	 * @param reason what is missing and why
	 * @param cause the cause, which contains no secret either
	 */
	public NoCredentialException(String reason, Throwable cause) {
		super(reason, cause);
	}

}
