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

package dev.sessions.internal.login;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Resolves JSON pointers (RFC 6901) in JSON that was parsed into maps and lists.
 */
public final class JsonPointer {

	private JsonPointer() {
	}

	/**
	 * Find a value.
	 * @param document the JSON as maps, lists and values, or {@code null}
	 * @param pointer the pointer, which starts with a slash
	 * @return the value, or {@code null} if there is none
	 */
	public static @Nullable Object find(@Nullable Object document, String pointer) {
		Object value = document;
		for (String part : pointer.substring(1).split("/", -1)) {
			value = member(value, part.replace("~1", "/").replace("~0", "~"));
		}
		return value;
	}

	private static @Nullable Object member(@Nullable Object value, String name) {
		if (value instanceof Map<?, ?> map) {
			return map.get(name);
		}
		if (value instanceof List<?> list && name.matches("0|[1-9][0-9]{0,8}")) {
			int index = Integer.parseInt(name);
			return (index < list.size()) ? list.get(index) : null;
		}
		return null;
	}

}
