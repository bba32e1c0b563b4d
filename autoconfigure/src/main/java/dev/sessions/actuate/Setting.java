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

package dev.sessions.actuate;

import dev.sessions.autoconfigure.internal.binding.WrittenKey;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of a setting and its origin.
 *
 * @param value the value as it could be written in YAML, a mask for a secret, or
 * {@code null} for none
 * @param from the full key that sets the value; {@code built-in} for a default of this
 * library; {@code code} for a customizer, a bean or a call of the application
 * @param origin the file and line, environment variable or other location of the key, or
 * {@code null} if there is none or it is unknown
 */
public record Setting(@Nullable Object value, String from, @Nullable String origin) {

	static final String BUILT_IN = "built-in";

	static final String CODE = "code";

	static Setting builtIn(@Nullable Object value) {
		return new Setting(value, BUILT_IN, null);
	}

	static Setting code(@Nullable Object value) {
		return new Setting(value, CODE, null);
	}

	static Setting of(@Nullable Object value, WrittenKey key) {
		return new Setting(value, key.name(),
				(key.origin() != null) ? SecretMasking.withoutUserInfo(key.origin()) : null);
	}

}
