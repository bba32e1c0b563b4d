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

import dev.sessions.autoconfigure.KnownKeys.Kind;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Keys with characters that Spring Boot leaves out when it reads them: a parameter
 * {@code $filter} would be sent as {@code filter}, and nobody would be told.
 */
final class LostCharacters {

	private static final String ROOT = SessionsEnvironment.ROOT + ".";

	private LostCharacters() {
	}

	/**
	 * Refuse them.
	 * @param source where keys may stand
	 * @throws InvalidSessionPropertyException if there is one
	 */
	static void refuse(ConfigurationPropertySource source) {
		if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> properties) {
			for (String key : properties.getPropertyNames()) {
				if (key.startsWith(ROOT)) {
					refuse(key, properties);
				}
			}
		}
	}

	private static void refuse(String key, EnumerablePropertySource<?> properties) {
		int lost = indexOfLost(key);
		if (lost >= 0) {
			throw new InvalidSessionPropertyException(key, OriginLookup.getOrigin(properties, key),
					"has a character that is left out when it is read (" + key.charAt(lost) + ")", cure(key, lost));
		}
	}

	/**
	 * Only a name that the user has chosen may have any characters.
	 */
	private static String cure(String key, int lost) {
		ConfigurationPropertyName read = ConfigurationPropertyName.adapt(key, '.');
		if (read.getNumberOfElements() <= 2 || KnownKeys.find(read.subName(2)) != Kind.MAP) {
			return "Take it out: write " + read + ".";
		}
		int begin = key.lastIndexOf('.', lost);
		String name = key.substring(begin + 1);
		return "Write the name in brackets, as in " + key.substring(0, begin) + "[" + name
				+ "], or with quotes in YAML: \"[" + name + "]\":.";
	}

	/**
	 * Where the first such character is; what stands in brackets is kept.
	 */
	private static int indexOfLost(String key) {
		boolean inBrackets = false;
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			if (inBrackets) {
				inBrackets = c != ']';
			}
			else if (c == '[') {
				inBrackets = true;
			}
			else if (!isKept(c)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isKept(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
				|| c == '.';
	}

}
