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
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.internal.concurrent.SharedTimer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time in which a proxy opens a tunnel, including all of its responses to
 * CONNECT. The timeout of a socket would restart with each byte. Thread-safe.
 */
final class TunnelDeadline {

	private final long nanos;

	/**
	 * Create a deadline.
	 * @param time the time for a tunnel
	 */
	TunnelDeadline(Duration time) {
		this.nanos = time.toNanos();
	}

	/**
	 * Open a tunnel, or close its connection when the time is up.
	 * @param runtime the runtime with the connection
	 * @param opening opens the tunnel
	 * @throws SocketTimeoutException if the time is up
	 */
	void bound(ExecRuntime runtime, Opening opening) throws IOException, HttpException {
		AtomicReference<State> state = new AtomicReference<>(State.OPENING);
		CompletableFuture<@Nullable Void> discarded = new CompletableFuture<>();
		Future<?> timeout = SharedTimer.INSTANCE.schedule(this.nanos, () -> expire(state, runtime, discarded));
		try {
			opening.run();
		}
		catch (IOException | HttpException | RuntimeException ex) {
			if (!state.compareAndSet(State.OPENING, State.ENDED)) {
				throw expired(ex, discarded);
			}
			throw ex;
		}
		finally {
			timeout.cancel(false);
		}
		if (!state.compareAndSet(State.OPENING, State.ENDED)) {
			throw expired(null, discarded);
		}
	}

	private static void expire(AtomicReference<State> state, ExecRuntime runtime, CompletableFuture<?> discarded) {
		if (state.compareAndSet(State.OPENING, State.EXPIRED)) {
			try {
				runtime.discardEndpoint();
			}
			finally {
				discarded.complete(null);
			}
		}
	}

	/**
	 * Create the exception when the connection has left the pool.
	 */
	private static SocketTimeoutException expired(@Nullable Exception cause, CompletableFuture<?> discarded) {
		discarded.join();
		SocketTimeoutException expired = new SocketTimeoutException("The proxy did not open the tunnel in time");
		expired.initCause(cause);
		return expired;
	}

	private enum State {

		OPENING, ENDED, EXPIRED

	}

	/**
	 * Opens a tunnel.
	 */
	@FunctionalInterface
	interface Opening {

		void run() throws IOException, HttpException;

	}

}
