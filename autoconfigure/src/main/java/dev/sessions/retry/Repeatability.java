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

package dev.sessions.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent twice.
 */
final class Repeatability {

	private final RetrySettings settings;

	Repeatability(RetrySettings settings) {
		this.settings = settings;
	}

	/**
	 * Whether the server may get a request a second time (RFC 9110, section 9.2.2).
	 */
	boolean isIdempotent(ClassicHttpRequest request, @Nullable Boolean declared) {
		if (declared != null) {
			return declared;
		}
		return this.settings.methods().contains(request.getMethod()) || request.containsHeader(IdempotencyKey.NAME);
	}

	/**
	 * Whether no byte of a request can have reached the server.
	 */
	static boolean neverLeft(IOException failure) {
		return failure instanceof ConnectException || failure instanceof ConnectTimeoutException
				|| failure instanceof UnknownHostException || failure instanceof NoRouteToHostException;
	}

	/**
	 * Whether a failure may pass by itself. A full pool has made its caller wait already,
	 * an interrupted or cancelled call is to end, an answer beyond the limits will be so
	 * again, and a TLS failure is a matter of configuration unless the connection broke.
	 */
	static boolean isTransient(IOException failure) {
		if (failure instanceof SSLException) {
			return failure.getCause() instanceof SocketException;
		}
		if (failure instanceof MessageConstraintException) {
			return false;
		}
		return !(failure instanceof InterruptedIOException) || failure instanceof SocketTimeoutException;
	}

	static boolean hasRepeatableBody(ClassicHttpRequest request) {
		return request.getEntity() == null || request.getEntity().isRepeatable();
	}

}
