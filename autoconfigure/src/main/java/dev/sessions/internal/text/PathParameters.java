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

package dev.sessions.internal.text;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a path, such as {@code ;jsessionid=}, whose values may be secrets
 * (RFC 3986, section 3.3).
 */
public final class PathParameters {

	private static final Pattern PARAMETER = Pattern
		.compile("((?:;|%3[bB])((?:(?!%3[dD])[^/;=])*+)(?:=|%3[dD]))[^/;]*+");

	private PathParameters() {
	}

	/**
	 * Replace the values of a path's parameters.
	 * @param path the path, encoded or not
	 * @param replacement maps the name of a parameter to its new value
	 * @return the path
	 */
	public static String replaceValues(String path, UnaryOperator<String> replacement) {
		return PARAMETER.matcher(path)
			.replaceAll((parameter) -> Matcher
				.quoteReplacement(parameter.group(1) + replacement.apply(parameter.group(2))));
	}

}
