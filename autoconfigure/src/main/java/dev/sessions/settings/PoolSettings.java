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
import java.util.Objects;

import dev.sessions.internal.net.SocketTimeout;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool of a session. Immutable.
 *
 * @param maxConnections the largest number of open connections, at least 1
 * @param maxConnectionsPerRoute the largest number of open connections to one host, at
 * least 1; {@code null} for {@code maxConnections}
 * @param maxLifetime the age from which a connection is not reused, from 1 ms to 24 days
 * @param maxIdleTime the idle time after which a connection is closed, from 1 ms to 24
 * days
 * @param keepAlive the time for which an idle connection may be reused if the server does
 * not specify one, from 1 ms to 24 days
 * @param validateAfterInactivity the idle time after which the check before each use also
 * waits one millisecond for a close that is just arriving, at most a year; zero to wait
 * before each use
 * @param warmUp the number of connections that are opened in advance, at most the limit
 * per host
 * @param leakDetection the time after which a connection that is still in use is reported
 * as a leak, with the place where it was leased; zero to report none
 */
public record PoolSettings(int maxConnections, @Nullable Integer maxConnectionsPerRoute, Duration maxLifetime,
		Duration maxIdleTime, Duration keepAlive, Duration validateAfterInactivity, int warmUp,
		Duration leakDetection) {

	public PoolSettings {
		Bounds.requireCount("max-connections", maxConnections);
		if (maxConnectionsPerRoute != null) {
			Bounds.requireCount("max-connections-per-route", maxConnectionsPerRoute);
		}
		SocketTimeout.require("max-lifetime", maxLifetime);
		SocketTimeout.require("max-idle-time", maxIdleTime);
		SocketTimeout.require("keep-alive", keepAlive);
		Bounds.requireWait("validate-after-inactivity", validateAfterInactivity);
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
			SocketTimeout.require("leak-detection", leakDetection);
		}
	}

	/**
	 * Up to 50 connections, to one host or several, with a lifetime of 10 minutes and an
	 * idle time of 30 s, without warm-up and without leak detection.
	 * @return the default settings
	 */
	public static PoolSettings defaults() {
		return new PoolSettings(50, null, Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(30),
				Duration.ofSeconds(1), 0, Duration.ZERO);
	}

	/**
	 * Return a copy with another limit of connections.
	 * @param maxConnections the largest number of open connections, at least 1
	 * @return the copy
	 */
	public PoolSettings withMaxConnections(int maxConnections) {
		return new PoolSettings(maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another limit of connections per host.
	 * @param maxConnectionsPerRoute the largest number of open connections to one host,
	 * at least 1; {@code null} for the limit of all connections
	 * @return the copy
	 */
	public PoolSettings withMaxConnectionsPerRoute(@Nullable Integer maxConnectionsPerRoute) {
		return new PoolSettings(this.maxConnections, maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another lifetime of connections.
	 * @param maxLifetime the age from which a connection is not reused, from 1 ms to 24
	 * days
	 * @return the copy
	 */
	public PoolSettings withMaxLifetime(Duration maxLifetime) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another idle time.
	 * @param maxIdleTime the idle time after which a connection is closed, from 1 ms to
	 * 24 days
	 * @return the copy
	 */
	public PoolSettings withMaxIdleTime(Duration maxIdleTime) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another keep-alive time.
	 * @param keepAlive the time for which an idle connection may be reused if the server
	 * does not specify one, from 1 ms to 24 days
	 * @return the copy
	 */
	public PoolSettings withKeepAlive(Duration keepAlive) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				keepAlive, this.validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another idle time before validation.
	 * @param validateAfterInactivity the idle time after which the check before each use
	 * also waits one millisecond for a close that is just arriving, at most a year; zero
	 * to wait before each use
	 * @return the copy
	 */
	public PoolSettings withValidateAfterInactivity(Duration validateAfterInactivity) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, validateAfterInactivity, this.warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another number of connections that are opened in advance.
	 * @param warmUp the number, from zero to the limit per host
	 * @return the copy
	 */
	public PoolSettings withWarmUp(int warmUp) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, warmUp, this.leakDetection);
	}

	/**
	 * Return a copy with another leak detection time.
	 * @param leakDetection the time after which a connection that is still in use is
	 * reported, or zero to report none
	 * @return the copy
	 */
	public PoolSettings withLeakDetection(Duration leakDetection) {
		return new PoolSettings(this.maxConnections, this.maxConnectionsPerRoute, this.maxLifetime, this.maxIdleTime,
				this.keepAlive, this.validateAfterInactivity, this.warmUp, leakDetection);
	}

	private static int perRoute(int maxConnections, @Nullable Integer maxConnectionsPerRoute) {
		return (maxConnectionsPerRoute != null) ? Math.min(maxConnectionsPerRoute, maxConnections) : maxConnections;
	}

}
