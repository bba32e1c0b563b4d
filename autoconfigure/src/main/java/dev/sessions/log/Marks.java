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

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The places where secrets were. Each has its name between two control characters, which
 * nothing else that is logged has, until it is written in one way or the other.
 */
final class Marks {

	private static final char BEGIN = '\u0001';

	private static final char END = '\u0002';

	private static final Pattern MARK = Pattern.compile(BEGIN + "([A-Z0-9_]*)" + END);

	/**
	 * What makes a line end, or look as it is not: control characters, also those beyond
	 * ASCII, and those that turn the direction of writing.
	 */
	private static final Pattern CONTROL = Pattern
		.compile("[\\p{Cc}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

	private Marks() {
	}

	/**
	 * A text of others, without such characters, so without marks.
	 */
	static String clean(String text) {
		return CONTROL.matcher(text).replaceAll("");
	}

	/**
	 * In place of a secret.
	 * @param name the name that said that it is one
	 */
	static String of(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_+|_+$", "");
		return BEGIN + variable + END;
	}

	/**
	 * As a reader sees it.
	 */
	static String masked(String text) {
		return MARK.matcher(text).replaceAll("***");
	}

	/**
	 * As one word of a shell, in which each secret is a variable. Its name is none that
	 * shells have themselves, and without a value there is no command.
	 */
	static String quoted(String text) {
		return "'" + MARK.matcher(text.replace("'", "'\\''")).replaceAll("'\"\\${SECRET_$1:?}\"'") + "'";
	}

}
