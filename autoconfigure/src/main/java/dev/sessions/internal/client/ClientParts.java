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

package dev.sessions.internal.client;

import java.util.function.Consumer;

import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.retry.SharedHolds;
import dev.sessions.internal.shared.RequiredStoreHandler;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.WhenUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The parts shared by all clients of a session, besides the settings.
 *
 * @param hooks the hooks
 * @param shared the state shared with other instances, or {@code null} for none
 * @param holds the holds of other instances, or {@code null} if they are not shared
 * @param leakListener the listener for leaked connections, or {@code null} for none
 * @param simulation the simulation of network and time, or {@code null} for none
 */
record ClientParts(Hooks hooks, @Nullable SharedSession shared, @Nullable SharedHolds holds,
		@Nullable Consumer<LeaseHolder> leakListener, @Nullable Simulation simulation) {

	boolean sharesCookies() {
		return this.shared != null && this.shared.settings().cookies();
	}

	/**
	 * Return the handler that fails calls while the cookie store is unavailable.
	 * @return the handler, or {@code null} if calls do not require the store
	 */
	@Nullable RequiredStoreHandler requiredStore() {
		return (this.shared != null && sharesCookies()
				&& this.shared.settings().whenUnavailable() == WhenUnavailable.FAIL)
						? new RequiredStoreHandler(this.shared) : null;
	}

	TimeSource time() {
		return (this.simulation != null) ? this.simulation.time() : TimeSource.SYSTEM;
	}

}
