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

package dev.sessions.internal.call;

import dev.sessions.internal.pool.PoolListener;
import dev.sessions.internal.retry.Retry;
import org.apache.hc.core5.http.HttpConnection;

/**
 * Listener for the events of a transport, notified in the thread that causes the event.
 * Implementations must be thread-safe and should return quickly. Times are in
 * nanoseconds, and are measured only if there is a listener.
 */
public interface TransportListener extends PoolListener {

	/**
	 * A listener that ignores all events.
	 */
	TransportListener NONE = new TransportListener() {
	};

	/**
	 * Called when a call and its first attempt begin.
	 * @param call the call
	 */
	default void begun(ExchangeContext call) {
	}

	/**
	 * Called before the wait that precedes a retry.
	 * @param call the call
	 * @param retry the reason and the wait
	 */
	default void retrying(ExchangeContext call, Retry retry) {
	}

	/**
	 * Called after the wait, before the request is sent again.
	 * @param call the call
	 * @param retry the reason and the wait
	 */
	default void retried(ExchangeContext call, Retry retry) {
	}

	/**
	 * Called when a redirect is followed.
	 * @param call the call, whose last hop is the redirect
	 */
	default void redirected(ExchangeContext call) {
	}

	/**
	 * Called when a timed step has ended.
	 * @param step the step
	 * @param nanos the duration
	 * @param success whether it succeeded
	 */
	default void timed(TimedStep step, long nanos, boolean success) {
	}

	/**
	 * Called after a wait for a credential requested by another instance.
	 * @param nanos the duration of the wait
	 */
	default void tokenWait(long nanos) {
	}

	/**
	 * Called when a connection to the target, or to a proxy that has not yet connected to
	 * the target, was opened.
	 * @param connection the connection, which belongs to the pool
	 */
	default void opened(HttpConnection connection) {
	}

	/**
	 * The timed steps.
	 */
	enum TimedStep {

		/**
		 * A credential request to a token endpoint.
		 */
		TOKEN,

		/**
		 * A host name lookup for a new connection.
		 */
		LOOK_UP,

		/**
		 * A socket connect. If a host has several addresses, a failure is that of the
		 * last one.
		 */
		CONNECT,

		/**
		 * A TLS handshake.
		 */
		HANDSHAKE

	}

}
