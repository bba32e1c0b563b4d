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

import java.util.Locale;
import java.util.regex.Pattern;

import dev.sessions.internal.text.PlainText;

/**
 * Placeholders of secrets in logged texts. Each consists of a name between two control
 * characters, which no other logged text contains ({@link PlainText}). Before a text is
 * written, they become asterisks or shell variables.
 */
final class SecretPlaceholders {

	private static final char BEGIN = '\u0001';

	private static final char END = '\u0002';

	private static final Pattern MARK = Pattern.compile(BEGIN + "([A-Z0-9_]*)" + END);

	private SecretPlaceholders() {
	}

	/**
	 * Create a placeholder.
	 * @param name the name of the secret
	 */
	static String of(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_+|_+$", "");
		return BEGIN + variable + END;
	}

	/**
	 * Replace placeholders by asterisks.
	 */
	static String masked(String text) {
		return MARK.matcher(text).replaceAll("***");
	}

	/**
	 * Quote a text as one word of a shell and replace placeholders by variables. Their
	 * names are not predefined in any shell, and the command fails if a variable has no
	 * value.
	 */
	static String quoted(String text) {
		return "'" + MARK.matcher(text.replace("'", "'\\''")).replaceAll("'\"\\${SECRET_$1:?}\"'") + "'";
	}

}
