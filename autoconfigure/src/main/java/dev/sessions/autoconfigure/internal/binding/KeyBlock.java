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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The keys of one block. For each key it knows how to read the configured value from the
 * properties, how to read the effective value from the settings, and how to apply the one
 * to the other. What few applications configure costs their start nothing: the keys are
 * listed when the block is first used.
 *
 * @param <P> the properties of the block
 * @param <S> the settings that the block changes
 */
final class KeyBlock<P, S> {

	private final SingletonSupplier<Keys<P, S>> keys;

	/**
	 * Create a block.
	 * @param name the name of the block, or an empty text
	 * @param keys lists its keys
	 */
	KeyBlock(String name, Consumer<Keys<P, S>> keys) {
		this.keys = SingletonSupplier.of(() -> {
			Keys<P, S> listed = new Keys<>(name.isEmpty() ? "" : name + ".");
			keys.accept(listed);
			return listed;
		});
	}

	boolean isWritten(@Nullable P properties) {
		return properties != null
				&& this.keys.obtain().written.values().stream().anyMatch((key) -> key.read(properties) != null);
	}

	/**
	 * Apply the keys of a block.
	 * @param path the path of the block's parent
	 * @param properties the block, or {@code null} if none of its keys is written
	 * @param base the settings where a key is not written
	 * @return the settings
	 */
	S map(KeyPath path, @Nullable P properties, S base) {
		S settings = base;
		if (properties != null) {
			for (Mapping<P, S> mapping : this.keys.obtain().mappings) {
				settings = mapping.map(path, properties, settings);
			}
		}
		return settings;
	}

	<T> void forEach(Reading<T, S> part, BiConsumer<String, Reading<T, Object>> keys) {
		this.keys.obtain().values.forEach((key, value) -> keys.accept(key, (whole) -> {
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

	private interface Mapping<P, S> {

		S map(KeyPath path, P properties, S settings);

	}

	/**
	 * The list of the keys of a block.
	 *
	 * @param <P> the properties of the block
	 * @param <S> the settings that the block changes
	 */
	static final class Keys<P, S> {

		private final String prefix;

		private final Map<String, Reading<S, Object>> values = new LinkedHashMap<>();

		private final Map<String, Reading<P, Object>> written = new LinkedHashMap<>();

		private final List<Mapping<P, S>> mappings = new ArrayList<>();

		private Keys(String prefix) {
			this.prefix = prefix;
		}

		<V> Keys<P, S> key(String name, Reading<P, V> written, Reading<S, Object> value, BiFunction<S, V, S> with) {
			String key = this.prefix + name;
			this.mappings.add((path, properties, settings) -> path.set(settings, key, written.read(properties), with));
			this.written.put(key, written::read);
			return shown(name, value);
		}

		Keys<P, S> shown(String name, Reading<S, Object> value) {
			this.values.put(this.prefix + name, value);
			return this;
		}

	}

}
