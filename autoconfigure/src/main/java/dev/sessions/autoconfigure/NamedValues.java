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
import java.util.Locale;
import java.util.Map;

/**
 * Headers or parameters from several sources, which may spell one name in several ways:
 * {@code X-Tenant} in YAML is {@code xtenant} or {@code x.tenant} when an environment
 * variable sets it.
 */
final class NamedValues {

	private NamedValues() {
	}

	/**
	 * Make one entry of all spellings of a name: the first value counts, and the spelling
	 * that tells most.
	 * @param values the values as they were bound, the session's own before inherited
	 * ones
	 * @return the values by name; an empty list takes an inherited one away
	 */
	static Map<String, List<String>> merge(Map<String, List<String>> values) {
		Map<String, String> spellings = new LinkedHashMap<>();
		Map<String, List<String>> merged = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			String letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
			spellings.merge(letters, name, NamedValues::better);
			merged.putIfAbsent(letters, value);
		});
		Map<String, List<String>> result = new LinkedHashMap<>();
		merged.forEach((letters, value) -> result.put(spellings.getOrDefault(letters, letters), value));
		return result;
	}

	private static String better(String one, String other) {
		return (isVariable(other) && !isVariable(one)) ? one : other;
	}

	/**
	 * Whether a name may be that of an environment variable, which has no capitals,
	 * dashes and underscores left.
	 */
	static boolean isVariable(String name) {
		return name.chars().allMatch((c) -> c == '.' || Character.isLowerCase(c) || Character.isDigit(c));
	}

}
