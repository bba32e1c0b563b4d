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

package dev.sessions.internal.oauth2;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import dev.sessions.internal.decoding.BodyTooLargeException;
import dev.sessions.internal.egress.BlockedTargetException;
import dev.sessions.internal.oauth2.TokenResponse.NoTokenException;
import dev.sessions.internal.proxy.PermanentProxyException;
import dev.sessions.internal.proxy.ProxyConnectException;
import dev.sessions.internal.text.PlainText;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Describes the failure of a token request without exception messages that quote the
 * response, which may contain secrets.
 */
final class TokenFailureMessages {

	private TokenFailureMessages() {
	}

	static String describe(Throwable failure) {
		boolean failedIo = false;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String description = describeOne(cause);
			if (description != null) {
				return description;
			}
			failedIo |= cause instanceof IOException;
		}
		if (failure instanceof Error) {
			return "the request failed (" + failure.getClass().getName() + ")";
		}
		return failedIo ? "its response broke off or is not HTTP" : "its response is not that of a token endpoint";
	}

	private static @Nullable String describeOne(Throwable cause) {
		if (cause instanceof NoTokenException) {
			return cause.getMessage();
		}
		if (cause instanceof BodyTooLargeException) {
			return "its response is too large for that of a token endpoint";
		}
		// exceptions of this library contain no secrets
		if (cause instanceof ProxyConnectException || cause instanceof PermanentProxyException
				|| cause instanceof BlockedTargetException) {
			return cause.getMessage();
		}
		if (cause instanceof ConnectTimeoutException) {
			return "no connection could be opened in time";
		}
		if (cause instanceof SocketTimeoutException) {
			return "it did not answer in time";
		}
		if (cause instanceof UnknownHostException) {
			return "the host is unknown";
		}
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return "the connection was refused or the host cannot be reached";
		}
		return (cause instanceof SSLException) ? PlainText.of("TLS failed: " + cause.getMessage()) : null;
	}

}
