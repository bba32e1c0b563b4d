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

package dev.sessions.internal.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import dev.sessions.internal.concurrent.StepDeadline;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Performs handshakes within a deadline and explains failures. The connect timeout covers
 * the TCP connection and the handshake together. Thread-safe.
 *
 * @param connectTimeout the time from the first packet to the end of the handshake
 */
record Handshake(Duration connectTimeout) {

	/**
	 * The attribute of a context with the start of its connection.
	 */
	private static final String CONNECTION_START = "sessions.connection-start";

	static void connecting(HttpContext context) {
		context.setAttribute(CONNECTION_START, System.nanoTime());
	}

	SSLSocket run(TlsSocketStrategy strategy, Socket socket, String host, int port, @Nullable Object attachment,
			HttpContext context) throws IOException {
		StepDeadline deadline = new StepDeadline(nanosLeft(context), () -> close(socket),
				"The handshake exceeded its deadline");
		try {
			try {
				return strategy.upgrade(socket, host, port, attachment, context);
			}
			finally {
				deadline.end();
			}
		}
		catch (IOException ex) {
			// the JDK wraps a timeout in some places only
			boolean timeout = ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException;
			throw timeout ? timeout(ex) : explained(ex);
		}
	}

	private static IOException explained(IOException failure) {
		if (isBroken(failure)) {
			return new BrokenHandshakeException(failure);
		}
		return (failure instanceof SSLException tls) ? HandshakeFailure.explain(tls) : failure;
	}

	private long nanosLeft(HttpContext context) {
		long nanos = this.connectTimeout.toNanos();
		return (context.getAttribute(CONNECTION_START) instanceof Long begun) ? begun + nanos - System.nanoTime()
				: nanos;
	}

	/**
	 * Return whether the server closed or reset the connection without an alert.
	 */
	private static boolean isBroken(IOException failure) {
		return isEnd(failure) || (failure instanceof SSLException && isEnd(failure.getCause()));
	}

	private static boolean isEnd(@Nullable Throwable failure) {
		return failure instanceof SocketException || failure instanceof EOFException;
	}

	private static ConnectTimeoutException timeout(IOException cause) {
		ConnectTimeoutException timeout = new ConnectTimeoutException("The TLS handshake did not end in time");
		timeout.initCause(cause);
		return timeout;
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// the socket is closed anyway
		}
	}

}
