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

package dev.sessions.internal.shared;

import org.apache.hc.core5.http.HttpException;

/**
 * Thrown when a request is not sent because the shared store is unavailable and the
 * settings require it. Not an {@link java.io.IOException}, because a retry would not find
 * the store either, and the server is not at fault.
 */
public class StoreUnavailableException extends HttpException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param reason the reason, which becomes the message
	 */
	public StoreUnavailableException(String reason) {
		super(reason);
	}

}
