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

import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The path that keys are relative to: a session's name, or a block or mount below it.
 * Checks the values of these keys, and creates the exceptions for invalid ones.
 *
 * @param session the session's name
 * @param prefix what stands before each key: nothing, or the key of the block or mount
 * with a dot
 * @param origins finds the origins of invalid values
 */
record KeyPath(String session, String prefix, PropertyOrigins origins) {

	/**
	 * The path of the keys of a block or a mount.
	 * @param block the key of the block, such as {@code auth.login}
	 * @return the path
	 */
	KeyPath below(String block) {
		return new KeyPath(this.session, this.prefix + block + ".", this.origins);
	}

	/**
	 * Apply a value to settings, unless it is {@code null}.
	 * @param settings the settings
	 * @param key the key of the value
	 * @param value the value, or {@code null} if the key is not configured
	 * @param with returns a copy of the settings with the value
	 * @return the settings with the value
	 * @throws InvalidSessionPropertyException if the value is invalid
	 */
	<S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		return set(settings, key, "Correct the value, or remove the key to use the default.", value, with);
	}

	/**
	 * Apply a value to settings, unless it is {@code null}.
	 * @param settings the settings
	 * @param key the key of the value
	 * @param cure how to fix an invalid value
	 * @param value the value, or {@code null} if the key is not configured
	 * @param with returns a copy of the settings with the value
	 * @return the settings with the value
	 * @throws InvalidSessionPropertyException if the value is invalid
	 */
	<S, V> S set(S settings, String key, String cure, @Nullable V value, BiFunction<S, V, S> with) {
		if (value == null) {
			return settings;
		}
		try {
			return with.apply(settings, value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(key, ex, cure);
		}
	}

	/**
	 * Create what a value stands for.
	 * @param key the key of the value
	 * @param fault the fault of an invalid value, before the message about it
	 * @param cure how to fix an invalid value
	 * @param creator creates it
	 * @return what was created
	 * @throws InvalidSessionPropertyException if the value is invalid
	 */
	<T> T create(String key, String fault, String cure, Supplier<T> creator) {
		try {
			return creator.get();
		}
		catch (IllegalArgumentException ex) {
			throw invalid(key, fault + ex.getMessage(), cure);
		}
	}

	/**
	 * Require a value that is not blank.
	 */
	String requireText(String key, @Nullable String value) {
		String text = require(key, value);
		if (text.isBlank()) {
			throw invalid(key, "is empty", "Give it a value.");
		}
		return text;
	}

	/**
	 * Require a value, which may be blank.
	 */
	String require(String key, @Nullable String value) {
		if (value == null) {
			throw invalid(key, "is missing", "Set it, or remove its block.");
		}
		return value;
	}

	/**
	 * Create the exception for the key that a message begins with.
	 */
	InvalidSessionPropertyException invalid(IllegalArgumentException ex) {
		String[] message = String.valueOf(ex.getMessage()).split(" ", 2);
		return invalid(message[0], message[1], "Correct the value.");
	}

	InvalidSessionPropertyException invalid(String key, IllegalArgumentException ex, String cure) {
		String message = String.valueOf(ex.getMessage());
		String name = key.substring(key.lastIndexOf('.') + 1) + " ";
		return invalid(key, message.startsWith(name) ? message.substring(name.length()) : "is wrong: " + message, cure);
	}

	InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		String fullKey = (this.prefix + key).replaceFirst("\\.$", "");
		return this.origins.invalid(this.session, fullKey, fault, cure);
	}

}
