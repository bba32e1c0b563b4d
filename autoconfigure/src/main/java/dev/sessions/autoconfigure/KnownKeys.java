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

import java.beans.PropertyDescriptor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The keys that may stand below a session's name, read from the properties classes.
 */
final class KnownKeys {

	/**
	 * What stands at a key.
	 */
	enum Kind {

		BLOCK, VALUE, LIST, MAP

	}

	private static final KnownKeys INSTANCE = new KnownKeys();

	private final Map<String, Kind> kinds = new LinkedHashMap<>();

	private final Map<String, Kind> uniformKinds = new LinkedHashMap<>();

	private KnownKeys() {
		add("", SessionProperties.class);
		this.kinds.forEach((key, kind) -> this.uniformKinds.put(key.replace("-", ""), kind));
	}

	private void add(String prefix, Class<?> type) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			if ("class".equals(property.getName())) {
				continue;
			}
			String key = prefix + DataObjectPropertyName.toDashedForm(property.getName());
			Kind kind = kind(property.getPropertyType());
			this.kinds.put(key, kind);
			if (kind == Kind.BLOCK) {
				add(key + ".", property.getPropertyType());
			}
		}
	}

	private static Kind kind(Class<?> type) {
		if (Map.class.isAssignableFrom(type)) {
			return Kind.MAP;
		}
		if (Collection.class.isAssignableFrom(type)) {
			return Kind.LIST;
		}
		return isBlock(type) ? Kind.BLOCK : Kind.VALUE;
	}

	/**
	 * Whether a type is that of a block of keys.
	 */
	static boolean isBlock(Class<?> type) {
		return !type.isEnum() && type.getPackageName().equals(SessionProperties.class.getPackageName());
	}

	/**
	 * All keys with what stands there, in dashed form.
	 */
	static Map<String, Kind> all() {
		return Collections.unmodifiableMap(INSTANCE.kinds);
	}

	/**
	 * What stands at a key, in whatever way it is written.
	 * @param key the key without the session's name
	 * @return the kind, or {@code null} if the key is unknown
	 */
	static @Nullable Kind find(ConfigurationPropertyName key) {
		StringBuilder path = new StringBuilder();
		int elements = key.getNumberOfElements();
		for (int i = 0; i < elements; i++) {
			path.append((i > 0) ? "." : "").append(key.getElement(i, Form.UNIFORM));
			Kind kind = INSTANCE.uniformKinds.get(path.toString());
			if (i == elements - 1 || kind == Kind.MAP) {
				return kind;
			}
			if (kind == Kind.LIST) {
				return (i == elements - 2 && key.isNumericIndex(i + 1)) ? kind : null;
			}
		}
		return null;
	}

	/**
	 * Whether an environment variable means a key, where an underscore may be a dot or a
	 * dash.
	 * @param key the key without the session's name
	 * @return whether it is known
	 */
	static boolean matchesVariable(ConfigurationPropertyName key) {
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i < key.getNumberOfElements(); i++) {
			if (!key.isNumericIndex(i)) {
				letters.append(key.getElement(i, Form.UNIFORM));
			}
		}
		String variable = letters.toString();
		return INSTANCE.uniformKinds.entrySet()
			.stream()
			.anyMatch((entry) -> matchesVariable(variable, entry.getKey().replace(".", ""), entry.getValue()));
	}

	private static boolean matchesVariable(String variable, String key, Kind kind) {
		return switch (kind) {
			case BLOCK -> false;
			case VALUE, LIST -> variable.equals(key);
			case MAP -> variable.startsWith(key) && variable.length() > key.length();
		};
	}

}
