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

package dev.sessions.transport;

import java.time.Duration;
import java.util.Objects;

import dev.sessions.limit.FiniteTime;
import org.jspecify.annotations.Nullable;

/**
 * The connections that a session holds.
 *
 * @param maxConnections how many connections are open at once, at least 1
 * @param maxConnectionsPerRoute how many of them go to one host, at least 1; {@code null}
 * for as many as {@code maxConnections}
 * @param maxLifetime the age at which a connection is not used again
 * @param maxIdleTime the time after which an unused connection is closed
 * @param keepAlive how long an unused connection may be used again when the server does
 * not say
 * @param validateAfterInactivity the time unused after which a connection, besides the
 * look at it before each use, is waited on for a millisecond, for a close that is just
 * arriving; zero to wait always
 * @param warmUp how many connections are opened before they are needed, at most as many
 * as may go to one host
 * @param leakDetection the time after which a connection that is still in use is
 * reported, with where it was taken; zero to report none
 */
public record PoolSettings(int maxConnections, @Nullable Integer maxConnectionsPerRoute, Duration maxLifetime,
		Duration maxIdleTime, Duration keepAlive, Duration validateAfterInactivity, int warmUp,
		Duration leakDetection) {

	public PoolSettings {
		if (maxConnections < 1) {
			throw new IllegalArgumentException("max-connections must be at least 1, but is " + maxConnections);
		}
		if (maxConnectionsPerRoute != null && maxConnectionsPerRoute < 1) {
			throw new IllegalArgumentException(
					"max-connections-per-route must be at least 1, but is " + maxConnectionsPerRoute);
		}
		FiniteTime.require("max-lifetime", maxLifetime);
		FiniteTime.require("max-idle-time", maxIdleTime);
		FiniteTime.require("keep-alive", keepAlive);
		Objects.requireNonNull(validateAfterInactivity, "validateAfterInactivity");
		if (validateAfterInactivity.isNegative()) {
			throw new IllegalArgumentException(
					"validate-after-inactivity must not be negative, but is " + validateAfterInactivity);
		}
		if (warmUp < 0) {
			throw new IllegalArgumentException("warm-up must not be negative, but is " + warmUp);
		}
		if (warmUp > perRoute(maxConnections, maxConnectionsPerRoute)) {
			throw new IllegalArgumentException(
					"warm-up must be at most " + perRoute(maxConnections, maxConnectionsPerRoute)
							+ ", as more connections are not allowed, but is " + warmUp);
		}
		Objects.requireNonNull(leakDetection, "leakDetection");
		if (!leakDetection.isZero()) {
			FiniteTime.require("leak-detection", leakDetection);
		}
	}

	/**
	 * 50 connections, to one host or many, for 10 minutes each, closed after 30 s unused,
	 * none of them opened before it is needed, and none of them looked after for leaks.
	 * @return the default settings
	 */
	public static PoolSettings defaults() {
		return new PoolSettings(50, null, Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(30),
				Duration.ofSeconds(1), 0, Duration.ZERO);
	}

	public PoolSettings withMaxConnections(int maxConnections) {
		return new PoolSettings(maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withMaxConnectionsPerRoute(@Nullable Integer maxConnectionsPerRoute) {
		return new PoolSettings(this.maxConnections, maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withMaxLifetime(Duration maxLifetime) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withMaxIdleTime(Duration maxIdleTime) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withKeepAlive(Duration keepAlive) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withValidateAfterInactivity(Duration validateAfterInactivity) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	public PoolSettings withWarmUp(int warmUp) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, warmUp, this.leakDetection);
	}

	public PoolSettings withLeakDetection(Duration leakDetection) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, leakDetection);
	}

	private static int perRoute(int maxConnections, @Nullable Integer maxConnectionsPerRoute) {
		return (maxConnectionsPerRoute != null) ? Math.min(maxConnectionsPerRoute, maxConnections) : maxConnections;
	}

}
