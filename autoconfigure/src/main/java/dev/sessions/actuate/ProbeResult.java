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

package dev.sessions.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.http.HttpStatusCode;

/**
 * The result of a health probe.
 *
 * @param status the status of the response, or {@code null} if there was none
 * @param error the reason why there was no response, or {@code null} if there was one
 * @param time the time at which the probe ended
 * @param elapsedMillis the duration of the probe in milliseconds
 */
record ProbeResult(@Nullable HttpStatusCode status, @Nullable String error, Instant time, long elapsedMillis) {

	Health toHealth() {
		boolean up = this.status != null && this.status.is2xxSuccessful();
		Health.Builder health = up ? Health.up() : Health.down();
		if (this.status != null) {
			health.withDetail("status", this.status.value());
		}
		if (this.error != null) {
			health.withDetail("error", this.error);
		}
		return health.withDetail("time", this.time.toString()).withDetail("elapsedMillis", this.elapsedMillis).build();
	}

}
