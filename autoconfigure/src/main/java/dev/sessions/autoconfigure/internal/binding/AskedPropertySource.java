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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.PropertySource;

/**
 * A source that cannot list its names, such as JNDI, and is therefore asked for each
 * known key of a session.
 */
final class AskedPropertySource implements ConfigurationPropertySource {

	private final ConfigurationPropertySource source;

	private final String session;

	/**
	 * Wrap a source.
	 * @param source the source
	 * @param session the name of the session as it is written, which is asked for if the
	 * form that Spring Boot asks for has no value
	 */
	AskedPropertySource(ConfigurationPropertySource source, String session) {
		this.source = source;
		this.session = session;
	}

	/**
	 * Ask for all known keys, and for those in maps that other sources have.
	 * @param entries the keys in maps
	 * @return the keys that have a value, each with its full name
	 */
	Map<ConfigurationPropertyName, ConfigurationPropertyName> keys(Collection<ConfigurationPropertyName> entries) {
		Map<ConfigurationPropertyName, ConfigurationPropertyName> keys = new LinkedHashMap<>();
		if (this.source.containsDescendantOf(SessionsEnvironment.ROOT) == ConfigurationPropertyState.ABSENT) {
			return keys;
		}
		ConfigurationPropertyName root = SessionsEnvironment.root(this.session);
		KnownKeys.all().forEach((known, kind) -> {
			ConfigurationPropertyName key = ConfigurationPropertyName.of(known);
			if (kind == Kind.VALUE || kind == Kind.LIST) {
				add(root, key, keys);
			}
			if (kind == Kind.LIST) {
				for (int i = 0; add(root, key.append("[" + i + "]"), keys); i++) {
					// the next element is asked for
				}
			}
		});
		entries.forEach((entry) -> add(root, entry, keys));
		return keys;
	}

	private boolean add(ConfigurationPropertyName root, ConfigurationPropertyName key,
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys) {
		ConfigurationPropertyName name = root.append(key);
		boolean present = getConfigurationProperty(name) != null;
		if (present) {
			keys.put(key, name);
		}
		return present;
	}

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(@Nullable ConfigurationPropertyName name) {
		ConfigurationProperty property = (name != null) ? this.source.getConfigurationProperty(name) : null;
		if (property != null || name == null || !(getUnderlyingSource() instanceof PropertySource<?> properties)) {
			return property;
		}
		// subName fails for a name of more than six elements that was not parsed
		ConfigurationPropertyName key = ConfigurationPropertyName.of(name.toString()).subName(2);
		String written = SessionsEnvironment.ROOT + "." + this.session + "." + key;
		Object value = properties.getProperty(written);
		return (value != null) ? new ConfigurationProperty(name, value, PropertySourceOrigin.get(properties, written))
				: null;
	}

	@Override
	public @Nullable Object getUnderlyingSource() {
		return this.source.getUnderlyingSource();
	}

}
