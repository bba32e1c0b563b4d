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

package dev.sessions.proxy;

import java.io.IOException;

import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKS proxy that gives no connection.
 */
final class SocksException extends IOException {

	private static final long serialVersionUID = 1L;

	private final boolean lasting;

	/**
	 * Create an exception.
	 * @param reason what the proxy did
	 * @param lasting whether it would do so again
	 * @param cause the cause, if any
	 */
	SocksException(String reason, boolean lasting, @Nullable Throwable cause) {
		super(reason, cause);
		this.lasting = lasting;
	}

	/**
	 * The same in the words of the proxies' room: thrown if it may pass, returned if not.
	 */
	HttpException toFailureOf(ProxyServer server) throws ProxyConnectException {
		String reason = String.valueOf(getMessage());
		if (!this.lasting) {
			throw new ProxyConnectException(server, reason, this);
		}
		return new ProxyRefusedException(server, reason, this);
	}

}
