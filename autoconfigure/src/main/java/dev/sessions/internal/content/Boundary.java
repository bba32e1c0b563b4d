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

package dev.sessions.internal.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * The boundary between the parts of a multipart body (RFC 2046, section 5.1.1).
 */
final class Boundary {

	private static final String PARAMETER = "boundary";

	private static final Pattern LEGAL = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

	private Boundary() {
	}

	/**
	 * Create a random boundary, which content cannot contain deliberately.
	 */
	static String create() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Return the boundary of a content type.
	 * @param type the type
	 * @return the boundary without quotes, or {@code null} if there is none
	 * @throws IllegalArgumentException if the boundary is illegal
	 */
	static @Nullable String of(MediaType type) {
		String value = type.getParameter(PARAMETER);
		if (value == null) {
			return null;
		}
		boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
		String boundary = quoted ? value.substring(1, value.length() - 1) : value;
		if (!LEGAL.matcher(boundary).matches()) {
			throw new IllegalArgumentException("The boundary of the Content-Type " + type
					+ " is illegal: it may have 1 to 70 letters, digits and '()+_,-./:=? and must not end in a space");
		}
		return boundary;
	}

	static MediaType removeFrom(MediaType type) {
		Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
		parameters.keySet().removeIf(PARAMETER::equalsIgnoreCase);
		return new MediaType(type, parameters);
	}

	/**
	 * Add a boundary to a type, in quotes where necessary.
	 */
	static String addTo(String type, String boundary) {
		boolean token = boundary.chars().allMatch((c) -> Character.isLetterOrDigit(c) || "'+_-.".indexOf(c) >= 0);
		return type + "; " + PARAMETER + "=" + (token ? boundary : "\"" + boundary + "\"");
	}

}
