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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Finds where a value was written.
 */
final class PropertyOrigins {

	private final List<ConfigurationPropertySource> sources;

	PropertyOrigins(List<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	/**
	 * An exception for a key of a session, which may have been inherited from
	 * {@code sessions.default}. The origin of a key that is missing is that of its block.
	 * @param session the session's name
	 * @param key the key below the name, or an empty text for the session itself
	 * @param fault what is wrong
	 * @param cure what to do about it
	 * @return the exception
	 */
	InvalidSessionPropertyException invalid(String session, String key, String fault, String cure) {
		ConfigurationPropertyName own = SessionsEnvironment.ROOT.append(session).append(key);
		ConfigurationPropertyName inherited = SessionsEnvironment.DEFAULT.append(key);
		for (int elements = own.getNumberOfElements(); elements > 1; elements--) {
			ConfigurationProperty property = find(own.chop(elements));
			if (property != null) {
				return new InvalidSessionPropertyException(own.toString(), property.getOrigin(), fault, cure);
			}
			property = find(inherited.chop(elements));
			if (property != null) {
				return new InvalidSessionPropertyException(inherited.toString(), property.getOrigin(), fault, cure);
			}
		}
		return new InvalidSessionPropertyException(own.toString(), null, fault, cure);
	}

	/**
	 * The property at a key, or else the first one below it.
	 */
	@Nullable ConfigurationProperty find(ConfigurationPropertyName key) {
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty property = source.getConfigurationProperty(key);
			if (property != null) {
				return property;
			}
		}
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName candidate : iterable.filter(key::isAncestorOf)) {
					return source.getConfigurationProperty(candidate);
				}
			}
		}
		return null;
	}

}
