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
 * Learns of what a transport does, in the thread that does it, so it should be quick and
 * must be thread-safe. Times are in nanoseconds. Without a listener, none is taken.
 */
public interface TransportListener extends PoolListener {

	/**
	 * Learns of nothing.
	 */
	TransportListener NONE = new TransportListener() {
	};

	/**
	 * A call begins, and with it its first attempt.
	 * @param call the call
	 */
	default void begun(ExchangeContext call) {
	}

	/**
	 * A request will be sent once more, after a wait.
	 * @param call the call
	 * @param retry the reason and the wait
	 */
	default void retrying(ExchangeContext call, Retry retry) {
	}

	/**
	 * The wait is over, and the request is sent once more.
	 * @param call the call
	 * @param retry the reason and the wait
	 */
	default void retried(ExchangeContext call, Retry retry) {
	}

	/**
	 * A redirect is followed.
	 * @param call the call, whose last hop is the redirect
	 */
	default void redirected(ExchangeContext call) {
	}

	/**
	 * A step ended that is timed.
	 * @param step the step
	 * @param nanos how long it took
	 * @param success whether it succeeded
	 */
	default void timed(TimedStep step, long nanos, boolean success) {
	}

	/**
	 * A credential was waited for that another instance asked for.
	 * @param nanos how long
	 */
	default void tokenWait(long nanos) {
	}

	/**
	 * A connection was opened: to its target, or to the proxy that has yet to connect it.
	 * @param connection the connection, which belongs to the pool
	 */
	default void opened(HttpConnection connection) {
	}

	/**
	 * The steps that are timed.
	 */
	enum TimedStep {

		/**
		 * A credential is requested from a token endpoint.
		 */
		TOKEN,

		/**
		 * A name is looked up, for a connection that is to be opened.
		 */
		LOOK_UP,

		/**
		 * A socket is connected to an address. If a host has several, a failure is that
		 * of the last one.
		 */
		CONNECT,

		/**
		 * A TLS handshake.
		 */
		HANDSHAKE

	}

}
