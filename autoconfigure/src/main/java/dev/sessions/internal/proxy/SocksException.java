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

package dev.sessions.internal.proxy;

import java.io.IOException;

import dev.sessions.settings.ProxyServer;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a SOCKS proxy did not open a connection.
 */
final class SocksException extends IOException {

	private static final long serialVersionUID = 1L;

	private final boolean permanent;

	/**
	 * Create an exception.
	 * @param reason the reason, as a predicate of the proxy
	 * @param permanent whether a retry would fail in the same way
	 * @param cause the cause, if any
	 */
	SocksException(String reason, boolean permanent, @Nullable Throwable cause) {
		super(reason, cause);
		this.permanent = permanent;
	}

	/**
	 * Convert to the exceptions of this package: throw a temporary failure, return a
	 * permanent one.
	 */
	HttpException toFailureOf(ProxyServer server) throws ProxyConnectException {
		String reason = String.valueOf(getMessage());
		if (!this.permanent) {
			throw new ProxyConnectException(server, reason, this);
		}
		return new PermanentProxyException(server, reason, this);
	}

}
