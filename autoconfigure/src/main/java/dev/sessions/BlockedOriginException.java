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
 * Thrown when a call or a redirect targets a host that {@code allowed-hosts} does not
 * list, or an address that {@code block-private-addresses} or the application's address
 * filter forbids. Nothing was sent to it.
 */
public class BlockedOriginException extends SessionException {

	private static final long serialVersionUID = 1L;

	private final String host;

	/**
	 * Create an exception.
	 * @param reason the rule that forbids the target
	 * @param host the host
	 * @param call the call that failed
	 * @param cause the cause, if any
	 */
	public BlockedOriginException(String reason, String host, FailedCall call, @Nullable Throwable cause) {
		super(reason, call, cause);
		this.host = host;
	}

	/**
	 * Return the blocked host.
	 * @return its name or address, as in the URL or the redirect
	 */
	public String host() {
		return this.host;
	}

}
