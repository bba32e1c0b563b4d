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

package dev.sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.sessions.internal.call.MountPrefix;
import dev.sessions.internal.client.Mount;
import dev.sessions.internal.resilience.ResilienceRegistries;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Collects the mounts of a session. Their changes are applied when the session is built.
 */
final class MountList {

	private final Map<MountPrefix, Entry> entries = new LinkedHashMap<>();

	void add(String prefix, Consumer<MountBuilder> change) {
		add(prefix, new Entry(Objects.requireNonNull(change, "change"), null));
	}

	void add(String prefix, ClientHttpRequestFactory adapter) {
		add(prefix, new Entry(null, Objects.requireNonNull(adapter, "adapter")));
	}

	private void add(String prefix, Entry entry) {
		MountPrefix parsed = MountPrefix.parse(prefix);
		if (this.entries.putIfAbsent(parsed, entry) != null) {
			throw new IllegalArgumentException("There are two mounts for " + parsed);
		}
	}

	/**
	 * Return the mounts with their settings.
	 * @param name the name of the session
	 * @param session the settings on which each mount is based
	 */
	List<Mount> of(String name, TransportSettings session) {
		return this.entries.entrySet()
			.stream()
			.map((entry) -> entry.getValue().at(entry.getKey(), name, session))
			.toList();
	}

	/**
	 * The entry of a prefix: changes of the settings, or an adapter.
	 */
	private record Entry(@Nullable Consumer<MountBuilder> change, @Nullable ClientHttpRequestFactory adapter) {

		private Mount at(MountPrefix prefix, String name, TransportSettings session) {
			DefaultMountBuilder builder = new DefaultMountBuilder(session);
			if (this.change != null) {
				this.change.accept(builder);
			}
			TransportSettings settings = builder.settings();
			return new Mount(prefix,
					settings.withResilience(
							ResilienceRegistries.complete(settings.resilience(), name + "[" + prefix + "]")),
					this.adapter);
		}

	}

}
