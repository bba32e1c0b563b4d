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

package dev.sessions.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.sessions.MountBuilder;
import dev.sessions.SessionSettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.transport.MountPrefix;
import dev.sessions.transport.Mounts;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code mounts} block: each mount begins with the settings of its session and
 * changes what its keys name.
 */
final class MountsMapper {

	private static final String CURE = "Write a path under the base URL as \"[/reports]\", or an absolute URL as "
			+ "\"[https://files.example.org]\".";

	private final Place place;

	private final Map<String, TransportProperties> mounts;

	private final Function<String, @Nullable String> variables;

	/**
	 * A mapper for one session.
	 * @param place where the session's keys stand
	 * @param mounts the mounts by their prefixes
	 * @param variables finds {@code HTTP_PROXY} and the like
	 */
	MountsMapper(Place place, @Nullable Map<String, TransportProperties> mounts,
			Function<String, @Nullable String> variables) {
		this.place = place;
		this.mounts = Objects.requireNonNullElse(mounts, Map.of());
		this.variables = variables;
	}

	/**
	 * Find what is wrong with them before the session is built.
	 * @param settings the settings of the session
	 */
	void check(SessionSettings settings) {
		List<MountPrefix> prefixes = new ArrayList<>();
		this.mounts.forEach((prefix, properties) -> {
			try {
				prefixes.add(MountPrefix.parse(prefix));
				if (settings.baseUrl() != null) {
					Mounts.of(prefixes, settings.baseUrl());
				}
			}
			catch (IllegalArgumentException ex) {
				throw mayHoldSecret(prefix) ? this.place.invalid("mounts", ex, CURE)
						: this.place.mount(prefix).invalid("", ex, CURE);
			}
			change(prefix, properties, MountBuilder.of(settings.transport()), UnaryOperator.identity());
		});
	}

	/**
	 * Whether a prefix may hold user info or a query, which are not shown.
	 */
	private static boolean mayHoldSecret(String prefix) {
		return prefix.contains("@") || prefix.contains("?");
	}

	/**
	 * What the mounts change, by their prefixes.
	 * @param bundles the SSL bundles
	 */
	Map<String, Consumer<MountBuilder>> changes(SslBundleMaterials bundles) {
		Map<String, Consumer<MountBuilder>> changes = new LinkedHashMap<>();
		this.mounts.forEach((prefix, properties) -> changes.put(prefix, (mount) -> change(prefix, properties, mount,
				(ssl) -> new SslMapper(this.place.mount(prefix)).withBundle(properties.getSsl(), ssl, bundles))));
		return changes;
	}

	private void change(String prefix, TransportProperties properties, MountBuilder mount,
			UnaryOperator<SslSettings> withBundle) {
		Place below = this.place.mount(prefix);
		mount.settings(new TransportPropertiesMapper(below).map(properties, mount.settings()))
			.proxy((proxy) -> new ProxyMapper(below, this.variables).map(properties.getProxy(), proxy))
			.ssl((ssl) -> new SslMapper(below).map(properties.getSsl(), withBundle.apply(ssl)));
	}

}
