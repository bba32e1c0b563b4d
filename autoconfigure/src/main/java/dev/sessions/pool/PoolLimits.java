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

package dev.sessions.pool;

import java.time.Duration;

/**
 * How many connections a pool may have, and how long it may keep one.
 *
 * @param maxTotal how many there may be
 * @param maxPerRoute how many of them to one route
 * @param maxLifetime how old one may become
 * @param maxIdleTime how long one may be idle
 * @param validateAfterInactivity how long one may be idle before the pool listens whether
 * its server has closed it, which takes a millisecond
 */
public record PoolLimits(int maxTotal, int maxPerRoute, Duration maxLifetime, Duration maxIdleTime,
		Duration validateAfterInactivity) {

}
