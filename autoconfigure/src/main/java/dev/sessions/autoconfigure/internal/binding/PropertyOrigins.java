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

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Finds the origins of properties, for messages about invalid values.
 *
 * @param sources all property sources, in the order of precedence
 * @param sourcesOfSession returns the property sources of a session by its name
 */
record PropertyOrigins(List<ConfigurationPropertySource> sources,
		Function<String, List<SessionPropertySource>> sourcesOfSession) {

	/**
	 * Create an exception for a key of a session, which may be inherited from
	 * {@code sessions.default}. For a missing key, the origin is that of its block.
	 * @param session the session's name
	 * @param key the key below the name, or an empty text for the session itself
	 * @param fault the fault, to be read after the key
	 * @param cure how to fix it
	 * @return the exception
	 */
	InvalidSessionPropertyException invalid(String session, String key, String fault, String cure) {
		ConfigurationPropertyName own = SessionsEnvironment.root(session).append(key);
		String text = text(session, own);
		String inheritedText = text("default", own);
		for (SessionPropertySource source : this.sourcesOfSession.apply(session)) {
			ConfigurationProperty property = source.getConfigurationProperty(own);
			if (property != null) {
				return new InvalidSessionPropertyException(source.isInherited() ? inheritedText : text,
						property.getOrigin(), fault, cure);
			}
		}
		ConfigurationPropertyName inherited = SessionsEnvironment.DEFAULT.append(key);
		for (int elements = own.getNumberOfElements(); elements > 1; elements--) {
			ConfigurationProperty property = find(own.chop(elements));
			if (property != null) {
				return new InvalidSessionPropertyException(text, property.getOrigin(), fault, cure);
			}
			property = find(inherited.chop(elements));
			if (property != null) {
				return new InvalidSessionPropertyException(inheritedText, property.getOrigin(), fault, cure);
			}
		}
		return new InvalidSessionPropertyException(text, null, fault, cure);
	}

	/**
	 * A full key with the name of the session as it is written.
	 */
	private static String text(String session, ConfigurationPropertyName own) {
		String root = own.chop(2).toString();
		return SessionsEnvironment.ROOT + "." + session + own.toString().substring(root.length());
	}

	/**
	 * The property with a key, or else the first property below it, or {@code null} if
	 * there is none.
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
