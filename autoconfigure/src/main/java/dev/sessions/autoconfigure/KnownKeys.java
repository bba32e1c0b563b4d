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

	private static final ConfigurationPropertyName AUTH = ConfigurationPropertyName.of("auth");

	private static final KnownKeys INSTANCE = new KnownKeys();

	private final Map<String, Kind> kinds = new LinkedHashMap<>();

	private final Map<String, Kind> uniformKinds = new LinkedHashMap<>();

	private final Map<String, String> keysByLetters = new LinkedHashMap<>();

	private KnownKeys() {
		add("", SessionProperties.class);
		this.kinds.forEach((key, kind) -> {
			this.uniformKinds.put(key.replace("-", ""), kind);
			this.keysByLetters.put(key.replaceAll("[-.]", ""), key);
		});
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
	 * Whether a key is part of a kind of credentials, such as
	 * {@code auth.basic.username}.
	 * @param key the key without the session's name
	 * @return whether it is
	 */
	static boolean isOfCredentials(ConfigurationPropertyName key) {
		return AUTH.isAncestorOf(key)
				&& INSTANCE.uniformKinds.get("auth." + key.getElement(1, Form.UNIFORM)) == Kind.BLOCK;
	}

	/**
	 * The key that an environment variable means, where an underscore may be a dot or a
	 * dash.
	 * @param variable the variable without the session's name
	 * @return the key, or {@code null} if the variable means none
	 */
	static @Nullable ConfigurationPropertyName findVariable(ConfigurationPropertyName variable) {
		int last = variable.getNumberOfElements() - 1;
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i <= last && !variable.isNumericIndex(i); i++) {
			letters.append(variable.getElement(i, Form.UNIFORM));
			String key = INSTANCE.keysByLetters.get(letters.toString());
			Kind kind = INSTANCE.kinds.getOrDefault(String.valueOf(key), Kind.BLOCK);
			boolean complete = switch (kind) {
				case VALUE -> i == last;
				case LIST -> i == last || (i == last - 1 && variable.isNumericIndex(last));
				case MAP -> i < last;
				case BLOCK -> false;
			};
			if (complete) {
				return ConfigurationPropertyName.of(key).append(variable.subName(i + 1));
			}
		}
		return null;
	}

}
