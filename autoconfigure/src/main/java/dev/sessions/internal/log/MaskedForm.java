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

package dev.sessions.internal.log;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretNames;
import dev.sessions.internal.text.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * Masks the parameters of a query or a form: the values of secret names, and values that
 * may contain a secret.
 */
final class MaskedForm {

	/**
	 * The characters that browsers and other clients leave unencoded. Text without
	 * {@code =} is not a form.
	 */
	private static final Pattern PARAMETER = Pattern
		.compile("[A-Za-z0-9*._+%~!$'(),;:@/?\\[\\]-]*+=[A-Za-z0-9*._+%~!$'(),;:@/?\\[\\]=-]*+");

	private MaskedForm() {
	}

	/**
	 * Mask a form.
	 * @param form the form
	 * @param cut whether the form is cut off at its end
	 * @return the form with placeholders, or {@code null} if it is not a form
	 */
	static @Nullable String of(String form, boolean cut) {
		List<String> parameters = new ArrayList<>(Arrays.asList(form.split("&", -1)));
		if (cut) {
			parameters.remove(parameters.size() - 1);
		}
		if (!parameters.stream().allMatch((parameter) -> PARAMETER.matcher(parameter).matches())) {
			return null;
		}
		String shown = parameters.stream()
			.map((parameter) -> parameter(parameter, false))
			.collect(Collectors.joining("&"));
		return (cut && !shown.isEmpty()) ? shown + "&" : shown;
	}

	/**
	 * Mask the query of a sent URI.
	 * @param query the query
	 * @param original the query of the caller; other parameters were added by the
	 * session, such as an API key
	 * @return the query with placeholders
	 */
	static String query(String query, @Nullable String original) {
		Set<String> given = Set.copyOf(Arrays.asList(((original != null) ? original : "").split("&", -1)));
		return Arrays.stream(query.split("&", -1))
			.map((parameter) -> parameter(parameter, !given.contains(parameter)))
			.collect(Collectors.joining("&"));
	}

	private static String parameter(String parameter, boolean secret) {
		int equals = parameter.indexOf('=');
		String name = decoded((equals >= 0) ? parameter.substring(0, equals) : parameter);
		if (SecretText.contains(name) || (secret && equals < 0)) {
			return SecretPlaceholders.of("parameter");
		}
		if (equals < 0) {
			return PlainText.of(parameter);
		}
		boolean masked = secret || SecretNames.contains(name)
				|| SecretText.contains(decoded(parameter.substring(equals + 1)));
		return PlainText.of(parameter.substring(0, equals)) + "="
				+ (masked ? SecretPlaceholders.of(name) : PlainText.of(parameter.substring(equals + 1)));
	}

	/**
	 * Decode as UTF-8, regardless of the charset of the form, because names are ASCII.
	 */
	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
