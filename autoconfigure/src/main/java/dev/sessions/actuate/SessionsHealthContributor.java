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

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.sessions.Sessions;
import dev.sessions.autoconfigure.internal.binding.InspectedConfiguration;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;
import dev.sessions.settings.StoreKind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the APIs whose sessions have a {@code health.path}, and of the stores
 * that sessions share, which are named {@code <session>-store}. The APIs are probed
 * concurrently, so several that do not respond take no longer than one.
 */
public final class SessionsHealthContributor implements CompositeHealthContributor {

	private static final String STORE = "-store";

	private final Map<String, SessionProbe> probes = new TreeMap<>();

	private final Map<String, HealthIndicator> stores = new TreeMap<>();

	/**
	 * Create the contributor. No API is probed and no session is created yet.
	 * @param sessions the sessions
	 * @param configured the configured sessions
	 */
	public SessionsHealthContributor(Sessions sessions, SessionConfigurations configured) {
		for (String name : configured.names()) {
			InspectedConfiguration session = configured.find(name);
			if (session != null && session.value("health.path") instanceof String path) {
				this.probes.put(name, new SessionProbe(() -> sessions.get(name), path, System::nanoTime));
			}
			if (session != null && session.value("shared.store") == StoreKind.REDIS) {
				this.stores.put(name + STORE, new SharedStoreHealth(() -> sessions.get(name)));
			}
		}
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		HealthIndicator probe = this.probes.get(name);
		return (probe != null) ? probe : this.stores.get(name);
	}

	@Override
	public Stream<Entry> stream() {
		this.probes.values().forEach(SessionProbe::begin);
		return Stream.of(this.probes, this.stores)
			.flatMap((health) -> health.entrySet().stream())
			.map((health) -> new Entry(health.getKey(), health.getValue()));
	}

}
