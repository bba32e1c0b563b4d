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

import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Keys with characters that Spring Boot leaves out when it reads them: a parameter
 * {@code $filter} would be sent as {@code filter}, and nobody would be told.
 */
final class LostCharacters {

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
				if (key.startsWith(SessionsEnvironment.ROOT + ".")) {
					refuse(key, properties);
				}
			}
		}
	}

	private static void refuse(String key, EnumerablePropertySource<?> properties) {
		int lost = indexOfLost(key);
		if (lost >= 0) {
			int begin = key.lastIndexOf('.', lost) + 1;
			String name = key.substring(begin);
			throw new InvalidSessionPropertyException(key, OriginLookup.getOrigin(properties, key),
					"has a character that is left out when it is read (" + key.charAt(lost) + ")",
					"Write the name in brackets, as in " + key.substring(0, begin - 1) + "[" + name
							+ "], or with quotes in YAML: \"[" + name + "]\":.");
		}
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
