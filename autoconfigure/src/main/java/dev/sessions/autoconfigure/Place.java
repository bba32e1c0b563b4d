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

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Where keys stand: below a session's name, or below one of its mounts. Explains what is
 * wrong with one of them.
 */
final class Place {

	private final String session;

	private final String prefix;

	private final PropertyOrigins origins;

	private Place(String session, String prefix, PropertyOrigins origins) {
		this.session = session;
		this.prefix = prefix;
		this.origins = origins;
	}

	/**
	 * The place below a session's name.
	 * @param session the name
	 * @param origins finds where a wrong value was written
	 */
	static Place of(String session, PropertyOrigins origins) {
		return new Place(session, "", origins);
	}

	/**
	 * The place below one of the session's mounts.
	 * @param mount the prefix of the mount
	 */
	Place mount(String mount) {
		return new Place(this.session, "mounts[" + mount + "].", this.origins);
	}

	/**
	 * Set a value, unless there is none.
	 * @param settings the settings so far
	 * @param key the key of the value
	 * @param value the value
	 * @param with makes new settings
	 * @return the settings with the value
	 * @throws InvalidSessionPropertyException if the value is refused
	 */
	<S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		if (value == null) {
			return settings;
		}
		try {
			return with.apply(settings, value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(key, ex, "Correct the value, or remove the key to use the default.");
		}
	}

	/**
	 * Refuse a placeholder that was left in a value.
	 */
	void requireResolved(String key, String value) {
		String placeholder = UnbindableValue.unresolvedPlaceholder(value);
		if (placeholder != null) {
			throw invalid(key, UnbindableValue.unresolvedFault(placeholder),
					UnbindableValue.unresolvedCure(placeholder));
		}
	}

	InvalidSessionPropertyException invalid(String key, IllegalArgumentException ex, String cure) {
		String message = String.valueOf(ex.getMessage());
		String name = key.substring(key.lastIndexOf('.') + 1) + " ";
		return invalid(key, message.startsWith(name) ? message.substring(name.length()) : "is wrong: " + message, cure);
	}

	InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		String whole = (this.prefix + key).replaceFirst("\\.$", "");
		return this.origins.invalid(this.session, whole, fault, cure);
	}

}
