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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Merges headers or parameters whose names are spelt differently in several property
 * sources: {@code X-Tenant} in YAML is {@code xtenant} or {@code x.tenant} when an
 * environment variable sets it.
 */
final class NameSpellings {

	private NameSpellings() {
	}

	/**
	 * Merge all spellings of a name into one entry, with the first value and the most
	 * specific spelling.
	 * @param values the values as they were bound, the session's own before inherited
	 * ones
	 * @return the values by name; an empty list removes an inherited value
	 */
	static Map<String, List<String>> merge(Map<String, List<String>> values) {
		Map<String, String> spellings = new LinkedHashMap<>();
		Map<String, List<String>> merged = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			String letters = uniform(name);
			// the more specific spelling
			spellings.merge(letters, name,
					(first, second) -> (isVariable(second) && !isVariable(first)) ? first : second);
			merged.putIfAbsent(letters, value);
		});
		Map<String, List<String>> result = new LinkedHashMap<>();
		merged.forEach((letters, value) -> result.put(spellings.getOrDefault(letters, letters), value));
		return result;
	}

	/**
	 * What all spellings of a name have in common.
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\[\\]]", "");
	}

	/**
	 * Whether a name may come from an environment variable, whose capitals, dashes and
	 * underscores are lost.
	 */
	static boolean isVariable(String name) {
		return name.chars().allMatch((c) -> c == '.' || Character.isLowerCase(c) || Character.isDigit(c));
	}

}
