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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The name of a session in all forms in which it can be written.
 *
 * @param written the name as it is written, such as {@code my-api}, {@code myApi} or
 * {@code my_api}
 */
public record SessionName(String written) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]+([-_][A-Za-z0-9]+)*");

	private static final Pattern SINGLE_WORD = Pattern.compile("[a-z0-9]+");

	private static final Pattern WORD_BOUNDARY = Pattern
		.compile("[-_]|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

	/**
	 * Whether two names are forms of the same name, such as {@code my-api} and
	 * {@code myApi}.
	 * @param first a name
	 * @param second another name
	 * @return whether they are
	 */
	public static boolean isSame(String first, String second) {
		return uniform(first).equals(uniform(second));
	}

	/**
	 * Find the known name that is most similar to a name.
	 * @param name the misspelt name
	 * @param known the known names
	 * @return the most similar name, or {@code null} if none is similar
	 */
	public static @Nullable String nearest(String name, Collection<String> known) {
		return NearestName.of(name, known);
	}

	/**
	 * The letters and digits of a name, in lower case.
	 */
	static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	boolean isValid() {
		return VALID.matcher(this.written).matches();
	}

	/**
	 * Whether this form shows more than another where the words of the name begin.
	 */
	boolean isMoreSpecificThan(@Nullable SessionName other) {
		if (other == null || words().size() != other.words().size()) {
			return other == null || words().size() > other.words().size();
		}
		return this.written.contains("-") && !other.written.contains("-");
	}

	private List<String> words() {
		return SINGLE_WORD.matcher(this.written).matches() ? List.of(this.written)
				: List.of(WORD_BOUNDARY.split(this.written));
	}

	/**
	 * The name in lower case, with dashes.
	 */
	String dashed() {
		return String.join("-", words()).toLowerCase(Locale.ROOT);
	}

	/**
	 * The names that the session's bean may have, the preferred one first. A parameter or
	 * field, in a test also that of a mock, can have the first name.
	 * @return the names
	 */
	public List<String> beanNames() {
		boolean identifier = Character.isLowerCase(this.written.charAt(0)) && !this.written.contains("-")
				&& !this.written.contains("_");
		return Stream.of(identifier ? this.written : camelCase(), this.written, dashed()).distinct().toList();
	}

	/**
	 * The documented names of the session. A bean with one of them takes its place.
	 * @return the names
	 */
	public List<String> names() {
		List<String> beanNames = beanNames();
		String camelCase = camelCase();
		Stream<String> others = Stream.of(camelCase, beanNames.get(0) + "Session", camelCase + "Session");
		return Stream.concat(beanNames.stream(), others).distinct().toList();
	}

	/**
	 * Further forms under which the session can be found.
	 * @return the names
	 */
	public List<String> relaxedNames() {
		return List.of(dashed().replace('-', '_'), uniform(this.written));
	}

	private String camelCase() {
		StringBuilder camelCase = new StringBuilder();
		for (String word : words()) {
			String lower = word.toLowerCase(Locale.ROOT);
			camelCase.append(camelCase.isEmpty() ? lower : StringUtils.capitalize(lower));
		}
		return camelCase.toString();
	}

}
