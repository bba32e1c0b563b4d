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

package dev.sessions.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code timeout} block.
 */
public final class TimeoutProperties {

	/**
	 * Time to open a connection, TLS handshake included.
	 */
	private @Nullable Duration connect;

	/**
	 * Longest silence of the server while an answer is awaited or read.
	 */
	private @Nullable Duration read;

	/**
	 * Wait for a connection of the pool.
	 */
	private @Nullable Duration lease;

	/**
	 * The whole call: lease, attempts, redirects, waits and the buffered body.
	 */
	private @Nullable Duration total;

	public @Nullable Duration getConnect() {
		return this.connect;
	}

	public void setConnect(@Nullable Duration connect) {
		this.connect = connect;
	}

	public @Nullable Duration getRead() {
		return this.read;
	}

	public void setRead(@Nullable Duration read) {
		this.read = read;
	}

	public @Nullable Duration getLease() {
		return this.lease;
	}

	public void setLease(@Nullable Duration lease) {
		this.lease = lease;
	}

	public @Nullable Duration getTotal() {
		return this.total;
	}

	public void setTotal(@Nullable Duration total) {
		this.total = total;
	}

}
