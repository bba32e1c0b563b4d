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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Rejects keys with characters that Spring Boot drops when it binds them. Otherwise, a
 * parameter {@code $filter} would silently be sent as {@code filter}.
 */
final class LostCharacters {

	private static final String ROOT = SessionsEnvironment.ROOT + ".";

	/**
	 * The beginning of a key up to the first dropped character. Those in brackets are
	 * kept.
	 */
	private static final Pattern KEPT = Pattern.compile("(?:[a-zA-Z0-9_.-]++|\\[[^\\]]*+\\]?)*+");

	private LostCharacters() {
	}

	/**
	 * Reject such keys.
	 * @param source the source to check
	 * @throws InvalidSessionPropertyException if the source has such a key
	 */
	static void reject(ConfigurationPropertySource source) {
		if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> properties) {
			for (String key : properties.getPropertyNames()) {
				if (key.startsWith(ROOT)) {
					reject(key, properties);
				}
			}
		}
	}

	private static void reject(String key, EnumerablePropertySource<?> properties) {
		Matcher kept = KEPT.matcher(key);
		int lost = kept.lookingAt() ? kept.end() : 0;
		if (lost < key.length()) {
			throw new InvalidSessionPropertyException(key, OriginLookup.getOrigin(properties, key),
					"has a character that Spring Boot drops (" + key.charAt(lost) + ")", cure(key, lost));
		}
	}

	/**
	 * Only names of headers and parameters may contain any character; other keys have to
	 * be corrected.
	 */
	private static String cure(String key, int lost) {
		ConfigurationPropertyName read = ConfigurationPropertyName.adapt(key, '.');
		if (read.getNumberOfElements() <= 2 || KnownKeys.find(read.subName(2)) != Kind.MAP) {
			return "Remove it: write " + read + ".";
		}
		int begin = key.lastIndexOf('.', lost);
		String name = key.substring(begin + 1);
		return "Write the name in brackets, as in " + key.substring(0, begin) + "[" + name
				+ "], or with quotes in YAML: \"[" + name + "]\":.";
	}

}
