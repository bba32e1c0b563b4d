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

import java.nio.file.Path;

import dev.sessions.settings.CookieSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code cookies} block to settings. A property that is not set leaves its
 * setting unchanged.
 */
final class CookieMapper {

	private final KeyPath path;

	/**
	 * Create a mapper for one session.
	 * @param path the path of the session's keys
	 */
	CookieMapper(KeyPath path) {
		this.path = path;
	}

	CookieSettings map(@Nullable CookieProperties properties, CookieSettings base) {
		if (properties == null) {
			return base;
		}
		CookieSettings settings = KeyTable.COOKIES.map(this.path, properties, base);
		return this.path.set(settings, "cookies.file", properties.file(), this::withFile);
	}

	private CookieSettings withFile(CookieSettings settings, String text) {
		this.path.requireResolved("cookies.file", text);
		return settings.withFile(Path.of(text.trim()));
	}

}
