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

package dev.sessions.settings;

import java.time.Duration;

import dev.sessions.internal.net.SocketTimeout;

/**
 * The timeouts of a call, each from 1 ms to 24 days. Immutable.
 *
 * @param connect the longest time to open a connection, including the TLS handshake
 * @param read the longest silence of the server while a response is awaited or read
 * @param lease the longest wait for a pooled connection
 * @param total the longest time of the whole call: lease, all attempts, redirects, waits
 * and the buffered body
 */
public record TimeoutSettings(Duration connect, Duration read, Duration lease, Duration total) {

	public TimeoutSettings {
		SocketTimeout.require("connect", connect);
		SocketTimeout.require("read", read);
		SocketTimeout.require("lease", lease);
		SocketTimeout.require("total", total);
	}

	/**
	 * 2 s to connect, 10 s to read, 2 s for a lease, 60 s in total.
	 * @return the default settings
	 */
	public static TimeoutSettings defaults() {
		return new TimeoutSettings(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(2),
				Duration.ofSeconds(60));
	}

	/**
	 * Return a copy with another connect timeout.
	 * @param connect the longest time to open a connection, from 1 ms to 24 days
	 * @return the copy
	 */
	public TimeoutSettings withConnect(Duration connect) {
		return new TimeoutSettings(connect, this.read, this.lease, this.total);
	}

	/**
	 * Return a copy with another read timeout.
	 * @param read the longest silence of the server, from 1 ms to 24 days
	 * @return the copy
	 */
	public TimeoutSettings withRead(Duration read) {
		return new TimeoutSettings(this.connect, read, this.lease, this.total);
	}

	/**
	 * Return a copy with another lease timeout.
	 * @param lease the longest wait for a connection of the pool, from 1 ms to 24 days
	 * @return the copy
	 */
	public TimeoutSettings withLease(Duration lease) {
		return new TimeoutSettings(this.connect, this.read, lease, this.total);
	}

	/**
	 * Return a copy with another total timeout.
	 * @param total the longest time of the whole call, from 1 ms to 24 days
	 * @return the copy
	 */
	public TimeoutSettings withTotal(Duration total) {
		return new TimeoutSettings(this.connect, this.read, this.lease, total);
	}

}
