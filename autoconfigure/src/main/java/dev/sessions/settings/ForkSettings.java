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
 * The settings of the forks that a session keeps by their keys: their number, and their
 * lifetime. A fork in use, by a running call or a body that is still being read, is
 * always kept. Immutable.
 *
 * @param maxCount the largest number of forks that are kept, at least 1. Beyond it, the
 * least recently used forks are dropped first
 * @param maxIdle the time after its last use for which a fork is kept
 */
public record ForkSettings(int maxCount, Duration maxIdle) {

	public ForkSettings {
		Bounds.requireCount("max-count", maxCount);
		SocketTimeout.require("max-idle", maxIdle);
	}

	/**
	 * Up to 10,000 forks, each for 30 minutes after its last use.
	 * @return the default settings
	 */
	public static ForkSettings defaults() {
		return new ForkSettings(10_000, Duration.ofMinutes(30));
	}

	/**
	 * Return a copy with another limit of forks.
	 * @param maxCount the largest number of forks that are kept, at least 1
	 * @return the copy
	 */
	public ForkSettings withMaxCount(int maxCount) {
		return new ForkSettings(maxCount, this.maxIdle);
	}

	/**
	 * Return a copy with another idle time.
	 * @param maxIdle the time after its last use for which a fork is kept
	 * @return the copy
	 */
	public ForkSettings withMaxIdle(Duration maxIdle) {
		return new ForkSettings(this.maxCount, maxIdle);
	}

}
