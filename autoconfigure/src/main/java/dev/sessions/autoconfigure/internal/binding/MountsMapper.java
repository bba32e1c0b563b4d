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

package dev.sessions.autoconfigure.internal.binding;

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
import dev.sessions.internal.call.MountPrefix;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.settings.SslSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code mounts} block: each mount starts from the settings of its session and
 * applies its own keys.
 */
final class MountsMapper {

	private static final String CURE = "Write a path under the base URL as \"[/reports]\", or an absolute URL as "
			+ "\"[https://files.example.org]\".";

	private final KeyPath path;

	private final Map<String, MountProperties> mounts;

	private final Function<String, @Nullable String> variables;

	/**
	 * Create a mapper for one session.
	 * @param path the path of the session's keys
	 * @param mounts the properties of the mounts by their prefixes, or {@code null} for
	 * none
	 * @param variables looks up environment variables such as {@code HTTP_PROXY}
	 */
	MountsMapper(KeyPath path, @Nullable Map<String, MountProperties> mounts,
			Function<String, @Nullable String> variables) {
		this.path = path;
		this.mounts = Objects.requireNonNullElse(mounts, Map.of());
		this.variables = variables;
	}

	/**
	 * Validate the mounts before the session is built.
	 * @param settings the settings of the session
	 * @throws InvalidSessionPropertyException if a mount is invalid
	 */
	void check(SessionSettings settings) {
		List<MountPrefix> prefixes = new ArrayList<>();
		this.mounts.forEach((prefix, properties) -> {
			try {
				prefixes.add(MountPrefix.parse(prefix));
				if (settings.baseUrl() != null) {
					MountSelector.of(prefixes, settings.baseUrl());
				}
			}
			catch (IllegalArgumentException ex) {
				// messages must not show user info or a query
				throw (prefix.contains("@") || prefix.contains("?")) ? this.path.invalid("mounts", ex, CURE)
						: path(prefix).invalid("", ex, CURE);
			}
			change(prefix, properties, MountBuilder.of(settings.transport()), UnaryOperator.identity());
		});
	}

	/**
	 * The changes of the mounts by their prefixes.
	 * @param bundles the SSL bundles
	 * @return the changes
	 */
	Map<String, Consumer<MountBuilder>> changes(SslBundleMaterials bundles) {
		Map<String, Consumer<MountBuilder>> changes = new LinkedHashMap<>();
		this.mounts.forEach((prefix, properties) -> changes.put(prefix, (mount) -> change(prefix, properties, mount,
				(ssl) -> new SslMapper(path(prefix)).withBundle(properties.ssl(), ssl, bundles))));
		return changes;
	}

	private KeyPath path(String prefix) {
		return this.path.below("mounts[" + prefix + "]");
	}

	private void change(String prefix, MountProperties properties, MountBuilder mount,
			UnaryOperator<SslSettings> withBundle) {
		KeyPath below = path(prefix);
		mount.settings(new TransportPropertiesMapper(below).map(properties, mount.settings()))
			.proxy((proxy) -> new ProxyMapper(below, this.variables).map(properties.proxy(), proxy))
			.ssl((ssl) -> new SslMapper(below).map(properties.ssl(), withBundle.apply(ssl)));
	}

}
