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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * The properties of one session in one property source, below the session's name even if
 * they are inherited from {@code sessions.default}. With a thousand sessions, it is much
 * smaller to search than the whole source.
 */
final class SessionPropertySource implements IterableConfigurationPropertySource {

	private final ConfigurationPropertySource source;

	private final boolean inherited;

	/**
	 * Maps each name in this source to the name in the original source.
	 */
	private final Map<ConfigurationPropertyName, ConfigurationPropertyName> names = new LinkedHashMap<>();

	/**
	 * Create a part of a source.
	 * @param source the original source
	 * @param session the parent of the keys in this source
	 * @param keys the keys, relative to their parent, each with its name in the original
	 * source
	 * @param inherited whether the keys are those of {@code sessions.default}
	 */
	SessionPropertySource(ConfigurationPropertySource source, ConfigurationPropertyName session,
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys, boolean inherited) {
		this.source = source;
		this.inherited = inherited;
		keys.forEach((key, original) -> this.names.put(session.append(key), original));
	}

	boolean isInherited() {
		return this.inherited;
	}

	@Override
	public Stream<ConfigurationPropertyName> stream() {
		return this.names.keySet().stream();
	}

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(@Nullable ConfigurationPropertyName name) {
		ConfigurationPropertyName original = (name != null) ? this.names.get(name) : null;
		if (name == null || original == null) {
			return null;
		}
		ConfigurationProperty property = this.source.getConfigurationProperty(original);
		return (property != null) ? new ConfigurationProperty(name, property.getValue(), property.getOrigin()) : null;
	}

	@Override
	public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
		for (ConfigurationPropertyName candidate : this.names.keySet()) {
			if (name.isAncestorOf(candidate)) {
				return ConfigurationPropertyState.PRESENT;
			}
		}
		return ConfigurationPropertyState.ABSENT;
	}

	@Override
	public @Nullable Object getUnderlyingSource() {
		return this.source.getUnderlyingSource();
	}

}
