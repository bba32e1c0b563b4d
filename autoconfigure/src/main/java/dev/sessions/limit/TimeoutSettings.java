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

package dev.sessions.limit;

import java.time.Duration;

/**
 * How long the parts of a call may take. All are finite and positive.
 *
 * @param connect the time to open a connection, TLS handshake included
 * @param read the longest silence of the server while an answer is awaited or read
 * @param lease the wait for a connection of the pool
 * @param total the whole call: lease, all attempts, redirects, waits and the buffered
 * body
 */
public record TimeoutSettings(Duration connect, Duration read, Duration lease, Duration total) {

	public TimeoutSettings {
		FiniteTime.require("connect", connect);
		FiniteTime.require("read", read);
		FiniteTime.require("lease", lease);
		FiniteTime.require("total", total);
	}

	/**
	 * 2 s to connect, 10 s of silence, 2 s for a lease, 60 s in all.
	 * @return the default settings
	 */
	public static TimeoutSettings defaults() {
		return new TimeoutSettings(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(2),
				Duration.ofSeconds(60));
	}

	public TimeoutSettings withConnect(Duration connect) {
		return new TimeoutSettings(connect, this.read, this.lease, this.total);
	}

	public TimeoutSettings withRead(Duration read) {
		return new TimeoutSettings(this.connect, read, this.lease, this.total);
	}

	public TimeoutSettings withLease(Duration lease) {
		return new TimeoutSettings(this.connect, this.read, lease, this.total);
	}

	public TimeoutSettings withTotal(Duration total) {
		return new TimeoutSettings(this.connect, this.read, this.lease, total);
	}

}
