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

package dev.sessions.autoconfigure.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one block. For each key it knows how to read the configured value from the
 * properties, how to read the effective value from the settings, and how to apply the one
 * to the other. Mutable while the table of keys is built.
 *
 * @param <P> the properties of the block
 * @param <S> the settings that the block changes
 */
final class KeyBlock<P, S> {

	private final String prefix;

	private final Map<String, Reading<S, Object>> values = new LinkedHashMap<>();

	private final Map<String, Reading<P, Object>> written = new LinkedHashMap<>();

	private final List<Mapping<P, S>> mappings = new ArrayList<>();

	/**
	 * Create a block.
	 * @param name the name of the block, as in YAML, or an empty text for the keys
	 * directly below a session or mount
	 */
	KeyBlock(String name) {
		this.prefix = name.isEmpty() ? "" : name + ".";
	}

	/**
	 * Add a key.
	 * @param name the name within the block
	 * @param written reads the configured value, {@code null} if there is none
	 * @param value reads the effective value
	 * @param with returns a copy of the settings with the configured value; throws an
	 * {@link IllegalArgumentException} for an invalid value
	 * @return this
	 */
	<V> KeyBlock<P, S> key(String name, Reading<P, V> written, Reading<S, Object> value, BiFunction<S, V, S> with) {
		String key = this.prefix + name;
		this.mappings.add((path, properties, settings) -> path.set(settings, key, written.read(properties), with));
		this.written.put(key, written::read);
		return shown(name, value);
	}

	/**
	 * Add a key that is mapped by a class of its own.
	 * @param name the name within the block
	 * @param value reads the effective value
	 * @return this
	 */
	KeyBlock<P, S> shown(String name, Reading<S, Object> value) {
		this.values.put(this.prefix + name, value);
		return this;
	}

	/**
	 * Whether any key of the block is configured.
	 */
	boolean isWritten(P properties) {
		return this.written.values().stream().anyMatch((key) -> key.read(properties) != null);
	}

	/**
	 * Map the configured values.
	 * @param path the path of the keys
	 * @param properties the properties of the block
	 * @param base the settings that apply where nothing is configured
	 * @return the settings
	 * @throws InvalidSessionPropertyException if a value is invalid
	 */
	S map(KeyPath path, P properties, S base) {
		S settings = base;
		for (Mapping<P, S> mapping : this.mappings) {
			settings = mapping.map(path, properties, settings);
		}
		return settings;
	}

	/**
	 * Pass each key with a reader of its effective value.
	 * @param part reads the settings of the block from enclosing settings, {@code null}
	 * if the block is off
	 * @param keys receives the keys
	 */
	<T> void forEach(Reading<T, S> part, BiConsumer<String, Reading<T, Object>> keys) {
		this.values.forEach((key, value) -> keys.accept(key, (whole) -> {
			S settings = part.read(whole);
			return (settings != null) ? value.read(settings) : null;
		}));
	}

	/**
	 * Reads a value of properties or settings.
	 *
	 * @param <T> the properties or settings
	 * @param <V> the value
	 */
	interface Reading<T, V> {

		/**
		 * Read the value.
		 * @param source the properties or settings
		 * @return the value, or {@code null} for none
		 */
		@Nullable V read(T source);

	}

	/**
	 * Maps one key.
	 *
	 * @param <P> the properties of the block
	 * @param <S> the settings that the block changes
	 */
	private interface Mapping<P, S> {

		S map(KeyPath path, P properties, S settings);

	}

}
