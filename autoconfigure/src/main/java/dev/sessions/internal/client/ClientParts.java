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

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a session have in common besides their settings.
 *
 * @param hooks the hooks
 * @param simulation stands in for the network and the time, or {@code null}
 * @param shared what the session shares with other instances, or {@code null}
 */
record ClientParts(Hooks hooks, @Nullable Simulation simulation, @Nullable SharedSession shared) {

	static final ClientParts NONE = new ClientParts(Hooks.NONE, null, null);

	ClientParts withSimulation(@Nullable Simulation simulation) {
		return new ClientParts(this.hooks, simulation, this.shared);
	}

	TimeSource time() {
		return (this.simulation != null) ? this.simulation.time() : TimeSource.SYSTEM;
	}

	@Nullable ExecChainHandler simulatedCalls() {
		return (this.simulation != null) ? this.simulation.calls() : null;
	}

	@Nullable ExecChainHandler simulatedExchanges(TransportSettings settings) {
		return (this.simulation != null) ? this.simulation.exchanges(settings) : null;
	}

	boolean sharesCookies() {
		return this.shared != null && this.shared.settings().cookies();
	}

}
