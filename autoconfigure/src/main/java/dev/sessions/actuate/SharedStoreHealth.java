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

import java.util.function.Supplier;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.WhenUnavailable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the store that a session shares, according to the session's calls. The
 * status is down only if the calls fail without the store.
 *
 * @param session supplies the session, which is created on first use
 */
record SharedStoreHealth(Supplier<Session> session) implements HealthIndicator {

	@Override
	public Health health() {
		Transport transport = Transport.find(this.session.get()::unwrap);
		SharedSession shared = (transport != null) ? transport.shared() : null;
		if (shared == null) {
			return Health.unknown().build();
		}
		boolean fails = !shared.isAvailable() && shared.settings().whenUnavailable() == WhenUnavailable.FAIL;
		Health.Builder health = fails ? Health.down() : Health.up();
		if (shared.lastHeard() != null) {
			health.withDetail("lastHeard", shared.lastHeard());
		}
		return health.withDetail("store", shared.isAvailable() ? "available" : "unavailable").build();
	}

}
