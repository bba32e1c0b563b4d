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

package dev.sessions.internal.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Parses the {@code Content-Type} of a response leniently: invalid parameters are
 * dropped, such as an unknown or empty charset and everything after a comma.
 */
public final class ReceivedContentType {

	private ReceivedContentType() {
	}

	/**
	 * Parse a content type.
	 * @param value the value of the header
	 * @return the type, or {@code null} if the value has no valid type and subtype
	 */
	public static @Nullable MediaType parse(String value) {
		try {
			return value.isBlank() ? null : MediaType.parseMediaType(value);
		}
		catch (InvalidMediaTypeException ex) {
			return leniently(pieces(value));
		}
	}

	private static @Nullable MediaType leniently(List<String> pieces) {
		try {
			MediaType type = MediaType.parseMediaType(pieces.get(0));
			for (String parameter : pieces.subList(1, pieces.size())) {
				type = with(type, parameter);
			}
			return type;
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	/**
	 * Add a parameter if it is valid. Of several parameters with the same name, the first
	 * is kept.
	 */
	private static MediaType with(MediaType type, String parameter) {
		int equals = parameter.indexOf('=');
		String name = parameter.substring(0, Math.max(equals, 0)).trim().toLowerCase(Locale.ROOT);
		if (name.isEmpty() || type.getParameter(name) != null) {
			return type;
		}
		Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
		parameters.put(name, parameter.substring(equals + 1).trim());
		try {
			return new MediaType(type, parameters);
		}
		catch (IllegalArgumentException ex) {
			return type;
		}
	}

	/**
	 * Split at semicolons, up to the first comma; separators within quotes are ignored.
	 */
	private static List<String> pieces(String value) {
		List<String> pieces = new ArrayList<>();
		boolean quoted = false;
		int start = 0;
		int i = 0;
		for (; i < value.length() && (quoted || value.charAt(i) != ','); i++) {
			char c = value.charAt(i);
			if (quoted && c == '\\') {
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ';' && !quoted) {
				pieces.add(value.substring(start, i));
				start = i + 1;
			}
		}
		pieces.add(value.substring(start, Math.min(i, value.length())));
		return pieces;
	}

}
