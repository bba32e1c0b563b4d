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

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The keys that are valid below a session's name, derived from the properties classes.
 */
final class KnownKeys {

	/**
	 * The kind of a key.
	 */
	enum Kind {

		BLOCK, VALUE, LIST, MAP,

		/**
		 * A map from arbitrary names to blocks.
		 */
		BLOCKS

	}

	private static final ConfigurationPropertyName MOUNTS = ConfigurationPropertyName.of("mounts");

	private static final ConfigurationPropertyName AUTH = ConfigurationPropertyName.of("auth");

	private static final KnownKeys INSTANCE = new KnownKeys(SessionProperties.class);

	private static final KnownKeys OF_MOUNT = new KnownKeys(MountProperties.class);

	private final Map<String, Kind> kinds = new LinkedHashMap<>();

	private final Map<String, Kind> uniformKinds = new LinkedHashMap<>();

	private final Set<Class<?>> types = new LinkedHashSet<>();

	private final Map<String, String> keysByLetters = new LinkedHashMap<>();

	private KnownKeys(Class<?> type) {
		add("", type);
		this.kinds.forEach((key, kind) -> {
			this.uniformKinds.put(key.replace("-", ""), kind);
			this.keysByLetters.put(letters(key), key);
		});
	}

	private void add(String prefix, Class<?> type) {
		this.types.add(type);
		for (RecordComponent component : type.getRecordComponents()) {
			String key = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			boolean mapOfBlocks = isBlock(ResolvableType.forType(component.getGenericType()).resolveGeneric(1));
			Kind kind = mapOfBlocks ? Kind.BLOCKS : kind(component.getType());
			this.kinds.put(key, kind);
			if (kind == Kind.BLOCK) {
				add(key + ".", component.getType());
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
	 * Whether a type represents a block of keys.
	 */
	static boolean isBlock(@Nullable Class<?> type) {
		return type != null && !type.isEnum() && type.getPackageName().equals(SessionProperties.class.getPackageName());
	}

	/**
	 * The properties classes.
	 */
	static Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>(INSTANCE.types);
		types.addAll(OF_MOUNT.types);
		return types;
	}

	/**
	 * Whether a key is an entry of a map, such as a header.
	 * @param key the key without the session's name
	 * @return whether it is
	 */
	static boolean isOfMap(ConfigurationPropertyName key) {
		return key.getNumberOfElements() > 1 && !isOfMount(key) && find(key) == Kind.MAP;
	}

	/**
	 * All keys in dashed form, with their kinds.
	 */
	static Map<String, Kind> all() {
		return Collections.unmodifiableMap(INSTANCE.kinds);
	}

	/**
	 * All keys that are valid below a mount, with their kinds.
	 */
	static Map<String, Kind> ofMount() {
		return Collections.unmodifiableMap(OF_MOUNT.kinds);
	}

	/**
	 * Whether a key is that of a mount or of its content.
	 * @param key the key without the session's name
	 * @return whether it is
	 */
	static boolean isOfMount(ConfigurationPropertyName key) {
		return MOUNTS.isAncestorOf(key);
	}

	/**
	 * The kind of a key, in any spelling.
	 * @param key the key without the session's name
	 * @return the kind, or {@code null} if the key is unknown
	 */
	static @Nullable Kind find(ConfigurationPropertyName key) {
		if (!isOfMount(key)) {
			return INSTANCE.kind(key);
		}
		return (key.getNumberOfElements() == 2) ? Kind.BLOCK : OF_MOUNT.kind(key.subName(2));
	}

	private @Nullable Kind kind(ConfigurationPropertyName key) {
		StringBuilder path = new StringBuilder();
		int elements = key.getNumberOfElements();
		for (int i = 0; i < elements; i++) {
			path.append((i > 0) ? "." : "").append(key.getElement(i, Form.UNIFORM));
			Kind kind = this.uniformKinds.get(path.toString());
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
		return AUTH.isAncestorOf(key) && isOfCredentials(key, 1);
	}

	/**
	 * Whether the element after {@code auth} is a kind of credentials.
	 * @param key the key
	 * @param element the index of the element
	 * @return whether it is
	 */
	static boolean isOfCredentials(ConfigurationPropertyName key, int element) {
		return INSTANCE.uniformKinds.get("auth." + key.getElement(element, Form.UNIFORM)) == Kind.BLOCK;
	}

	/**
	 * The documented spelling of a key.
	 * @param key a known key without the session's name
	 * @return the key in dashed form
	 */
	static String dashed(ConfigurationPropertyName key) {
		String written = key.toString();
		return INSTANCE.keysByLetters.getOrDefault(letters(written), written);
	}

	/**
	 * A key reduced to its letters and digits.
	 */
	static String letters(String key) {
		return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	/**
	 * Find the block that an environment variable names, which is no key.
	 * @param variable the name without that of the session
	 * @return the block in dashed form, or {@code null} if it names none
	 */
	static @Nullable String findBlock(ConfigurationPropertyName variable) {
		String key = INSTANCE.keysByLetters.get(letters(variable.toString()));
		return (INSTANCE.kinds.get(String.valueOf(key)) == Kind.BLOCK) ? key : null;
	}

	/**
	 * The key that an environment variable sets, in which an underscore stands for a dot
	 * or a dash.
	 * @param variable the variable without the session's name
	 * @return the key, or {@code null} if there is no such key
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
				// the name of a variable cannot contain a prefix
				case BLOCK, BLOCKS -> false;
			};
			if (complete) {
				return ConfigurationPropertyName.of(key).append(variable.subName(i + 1));
			}
		}
		return null;
	}

}
