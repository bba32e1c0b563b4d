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

package dev.sessions.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that ends in time and says why it failed. The time is that of connecting as
 * a whole, of which the handshake gets what is left. A timeout of the socket would begin
 * anew with each byte. Thread-safe.
 */
final class Handshake {

	/**
	 * Where a context has the time at which a connection was begun.
	 */
	private static final String BEGUN = "sessions.connection-begun";

	private final Duration connectTimeout;

	private final BiFunction<Long, Runnable, Future<?>> timer;

	/**
	 * A handshake.
	 * @param connectTimeout the time from the first packet to the end of the handshake
	 * @param timer runs a task after a delay in nanoseconds
	 */
	Handshake(Duration connectTimeout, BiFunction<Long, Runnable, Future<?>> timer) {
		this.connectTimeout = connectTimeout;
		this.timer = timer;
	}

	static void connecting(HttpContext context) {
		context.setAttribute(BEGUN, System.nanoTime());
	}

	SSLSocket run(TlsSocketStrategy strategy, Socket socket, String host, int port, @Nullable Object attachment,
			HttpContext context) throws IOException {
		AtomicBoolean ended = new AtomicBoolean();
		AtomicBoolean expired = new AtomicBoolean();
		Future<?> deadline = this.timer.apply(nanosLeft(context), () -> {
			if (ended.compareAndSet(false, true)) {
				expired.set(true);
				close(socket);
			}
		});
		try {
			SSLSocket upgraded = strategy.upgrade(socket, host, port, attachment, context);
			if (!ended.compareAndSet(false, true)) {
				throw new SocketTimeoutException("The handshake ended too late");
			}
			return upgraded;
		}
		catch (IOException ex) {
			if (expired.get() || isTimeout(ex)) {
				throw timeout(ex);
			}
			if (isBroken(ex)) {
				throw new BrokenHandshakeException(ex);
			}
			throw (ex instanceof SSLException failure) ? HandshakeFailure.explain(failure) : ex;
		}
		finally {
			ended.set(true);
			deadline.cancel(false);
		}
	}

	private long nanosLeft(HttpContext context) {
		long nanos = this.connectTimeout.toNanos();
		return (context.getAttribute(BEGUN) instanceof Long begun) ? begun + nanos - System.nanoTime() : nanos;
	}

	/**
	 * The JDK wraps a timeout in some places and not in others.
	 */
	private static boolean isTimeout(IOException failure) {
		return failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException;
	}

	/**
	 * The server closed or reset the connection, and said nothing against the handshake.
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
			// closed all the same
		}
	}

}
