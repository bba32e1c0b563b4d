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
 * The {@code pool} block.
 */
public final class PoolProperties {

	/**
	 * How many connections are open at once.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * How many of them go to one host.
	 */
	private @Nullable Integer maxConnectionsPerRoute;

	/**
	 * Age at which a connection is not used again.
	 */
	private @Nullable Duration maxLifetime;

	/**
	 * Time after which an unused connection is closed.
	 */
	private @Nullable Duration maxIdleTime;

	/**
	 * How long an unused connection may be used again when the server names no time.
	 */
	private @Nullable Duration keepAlive;

	/**
	 * Time unused after which a connection is probed before its next use.
	 */
	private @Nullable Duration validateAfterInactivity;

	/**
	 * How many connections to the base URL are opened when the application is ready.
	 */
	private @Nullable Integer warmUp;

	/**
	 * Time after which a connection that is still in use is reported as a leak; 0 reports
	 * none.
	 */
	private @Nullable Duration leakDetection;

	public @Nullable Integer getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(@Nullable Integer maxConnections) {
		this.maxConnections = maxConnections;
	}

	public @Nullable Integer getMaxConnectionsPerRoute() {
		return this.maxConnectionsPerRoute;
	}

	public void setMaxConnectionsPerRoute(@Nullable Integer maxConnectionsPerRoute) {
		this.maxConnectionsPerRoute = maxConnectionsPerRoute;
	}

	public @Nullable Duration getMaxLifetime() {
		return this.maxLifetime;
	}

	public void setMaxLifetime(@Nullable Duration maxLifetime) {
		this.maxLifetime = maxLifetime;
	}

	public @Nullable Duration getMaxIdleTime() {
		return this.maxIdleTime;
	}

	public void setMaxIdleTime(@Nullable Duration maxIdleTime) {
		this.maxIdleTime = maxIdleTime;
	}

	public @Nullable Duration getKeepAlive() {
		return this.keepAlive;
	}

	public void setKeepAlive(@Nullable Duration keepAlive) {
		this.keepAlive = keepAlive;
	}

	public @Nullable Duration getValidateAfterInactivity() {
		return this.validateAfterInactivity;
	}

	public void setValidateAfterInactivity(@Nullable Duration validateAfterInactivity) {
		this.validateAfterInactivity = validateAfterInactivity;
	}

	public @Nullable Integer getWarmUp() {
		return this.warmUp;
	}

	public void setWarmUp(@Nullable Integer warmUp) {
		this.warmUp = warmUp;
	}

	public @Nullable Duration getLeakDetection() {
		return this.leakDetection;
	}

	public void setLeakDetection(@Nullable Duration leakDetection) {
		this.leakDetection = leakDetection;
	}

}
