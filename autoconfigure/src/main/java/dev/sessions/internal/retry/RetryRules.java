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

package dev.sessions.internal.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import dev.sessions.internal.net.LookUpTimeoutException;
import dev.sessions.settings.RetrySettings;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * The rules for sending a request again.
 *
 * @param settings the settings
 */
record RetryRules(RetrySettings settings) {

	/**
	 * Return whether the server may receive a request twice (RFC 9110, section 9.2.2).
	 */
	boolean isIdempotent(ClassicHttpRequest request, @Nullable Boolean declared) {
		if (declared != null) {
			return declared;
		}
		return this.settings.methods().contains(request.getMethod()) || request.containsHeader(IdempotencyKey.NAME);
	}

	/**
	 * Return whether no byte of a request can have reached the server.
	 */
	static boolean wasNeverSent(IOException failure) {
		return failure instanceof ConnectException || failure instanceof ConnectTimeoutException
				|| failure instanceof UnknownHostException || failure instanceof NoRouteToHostException;
	}

	/**
	 * Return whether a failure may be temporary. After a full pool or a hanging host name
	 * lookup, the call has already waited, and would wait again. An interrupted or
	 * cancelled call has to end. A response beyond the limits and a request body of a
	 * wrong length would fail again. A TLS failure is caused by configuration unless the
	 * connection broke.
	 */
	static boolean isTransient(IOException failure) {
		if (failure instanceof SSLException) {
			return failure.getCause() instanceof SocketException;
		}
		// if the lookup of a proxy times out, the timeout is the cause of the proxy's
		// failure
		if (failure instanceof MessageConstraintException || failure instanceof ProtocolException
				|| failure instanceof LookUpTimeoutException || failure.getCause() instanceof LookUpTimeoutException) {
			return false;
		}
		return !(failure instanceof InterruptedIOException) || failure instanceof SocketTimeoutException;
	}

}
