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

package dev.sessions.log;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Parameters as in a query or a form, without the values of those whose name says that
 * they are secrets, and without secrets within the others.
 */
final class MaskedForm {

	private MaskedForm() {
	}

	static String of(String form) {
		return Arrays.stream(form.split("&", -1))
			.map((parameter) -> parameter(parameter, false))
			.collect(Collectors.joining("&"));
	}

	/**
	 * The query of a URI that is sent.
	 * @param query the query
	 * @param original the query that the caller gave: what is not in it was added by the
	 * session, such as an API key
	 */
	static String query(String query, @Nullable String original) {
		Set<String> given = Set.copyOf(Arrays.asList(((original != null) ? original : "").split("&", -1)));
		return Arrays.stream(query.split("&", -1))
			.map((parameter) -> parameter(parameter, !given.contains(parameter)))
			.collect(Collectors.joining("&"));
	}

	private static String parameter(String parameter, boolean secret) {
		int equals = parameter.indexOf('=');
		String name = (equals >= 0) ? parameter.substring(0, equals) : parameter;
		if (secret || SecretNames.contains(name)) {
			return (equals >= 0) ? MaskedText.of(name) + "=" + Marks.of(name) : secret ? Marks.of("query") : name;
		}
		return (equals >= 0) ? MaskedText.of(name) + "=" + MaskedText.of(parameter.substring(equals + 1))
				: MaskedText.of(parameter);
	}

}
