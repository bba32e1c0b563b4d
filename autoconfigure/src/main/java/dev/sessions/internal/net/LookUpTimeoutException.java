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

package dev.sessions.internal.net;

import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Thrown when a host name lookup takes too long. The call is not retried, because another
 * attempt would wait for the same lookup.
 */
public final class LookUpTimeoutException extends ConnectTimeoutException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param host the name
	 * @param begun whether the lookup has started
	 */
	public LookUpTimeoutException(String host, boolean begun) {
		super(begun ? "the address of " + host + " could not be found"
				: "the address of " + host + " could not be looked up, as the look-ups of too many other names hang,");
	}

}
