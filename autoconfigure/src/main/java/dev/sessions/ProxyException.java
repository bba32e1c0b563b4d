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
 * Thrown when a proxy cannot be reached, refuses the request or cannot reach the target.
 * The request was not delivered to the target.
 */
public class ProxyException extends ConnectFailedException {

	private static final long serialVersionUID = 1L;

	private final String proxy;

	/**
	 * Create an exception.
	 * @param reason the reason of the failure
	 * @param proxy the host and port of the proxy
	 * @param call the call that failed
	 * @param cause the cause, if any
	 */
	public ProxyException(String reason, String proxy, FailedCall call, @Nullable Throwable cause) {
		super(reason, call, cause);
		this.proxy = proxy;
	}

	/**
	 * Return the proxy.
	 * @return its host and port
	 */
	public String proxy() {
		return this.proxy;
	}

}
