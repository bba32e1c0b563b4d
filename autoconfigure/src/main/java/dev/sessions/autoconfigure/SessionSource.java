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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * What one property source has about one session, under the session's name also where it
 * comes from {@code sessions.default}. With a thousand sessions, this is much less to
 * search than the whole source.
 */
final class SessionSource implements IterableConfigurationPropertySource {

	private final ConfigurationPropertySource source;

	/**
	 * The names here, each with its name in the source.
	 */
	private final Map<ConfigurationPropertyName, ConfigurationPropertyName> names = new LinkedHashMap<>();

	/**
	 * A part of a source.
	 * @param source the source
	 * @param from what the keys stand below there
	 * @param session what they stand below here
	 * @param keys the keys, without what they stand below
	 */
	SessionSource(ConfigurationPropertySource source, ConfigurationPropertyName from, ConfigurationPropertyName session,
			List<ConfigurationPropertyName> keys) {
		this.source = source;
		keys.forEach((key) -> this.names.put(session.append(key), from.append(key)));
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

	/**
	 * A property as the source has it.
	 * @param name its name here
	 * @return the property under its own name, or {@code null} if there is none
	 */
	@Nullable ConfigurationProperty original(ConfigurationPropertyName name) {
		ConfigurationPropertyName original = this.names.get(name);
		return (original != null) ? this.source.getConfigurationProperty(original) : null;
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
