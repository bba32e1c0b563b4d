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

package dev.sessions;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call needs the store that the session shares with other instances, the
 * store does not respond, and {@code shared.when-unavailable} is {@code fail}. The
 * request was not sent.
 */
public class SharedStoreUnavailableException extends SessionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param reason the reason of the failure
	 * @param call the call that failed
	 * @param cause the cause, if any
	 */
	public SharedStoreUnavailableException(String reason, FailedCall call, @Nullable Throwable cause) {
		super(reason, call, cause);
	}

}
