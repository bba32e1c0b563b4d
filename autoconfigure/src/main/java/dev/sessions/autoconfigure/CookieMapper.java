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

import java.nio.file.Path;

import dev.sessions.cookie.CookieSettings;

/**
 * Maps the properties of a session's cookie jar to settings. What is not set stays as it
 * is.
 */
final class CookieMapper {

	private final Place place;

	/**
	 * A mapper for one session.
	 * @param place where its keys stand
	 */
	CookieMapper(Place place) {
		this.place = place;
	}

	CookieSettings map(CookieProperties properties, CookieSettings base) {
		CookieSettings settings = base;
		settings = this.place.set(settings, "cookies.enabled", properties.getEnabled(), CookieSettings::withEnabled);
		settings = this.place.set(settings, "cookies.max-count", properties.getMaxCount(),
				CookieSettings::withMaxCount);
		settings = this.place.set(settings, "cookies.file", properties.getFile(), this::withFile);
		return settings;
	}

	private CookieSettings withFile(CookieSettings settings, String text) {
		this.place.requireResolved("cookies.file", text);
		return settings.withFile(Path.of(text.trim()));
	}

}
