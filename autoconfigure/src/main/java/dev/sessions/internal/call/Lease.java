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

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a response's body comes from. It ends once.
 */
final class Lease {

	private final ExecRuntime runtime;

	private final @Nullable ExchangeContext call;

	private @Nullable WatchedLease watched;

	Lease(ExecChain.Scope scope) {
		this.runtime = scope.execRuntime;
		this.call = (scope.clientContext instanceof ExchangeContext exchange) ? exchange : null;
	}

	/**
	 * Sets the watch that learns when this lease ends.
	 */
	void watchedBy(WatchedLease watched) {
		this.watched = watched;
	}

	/**
	 * Give the connection back for the next exchange, if server and client keep it open.
	 */
	void release() {
		this.runtime.releaseEndpoint();
		ended();
	}

	/**
	 * Close the connection.
	 */
	void discard() {
		this.runtime.discardEndpoint();
		ended();
	}

	private void ended() {
		if (this.watched != null) {
			this.watched.end();
		}
		if (this.call != null) {
			this.call.released();
		}
	}

}
