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

import java.util.Set;

import dev.sessions.SessionSettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * The keys of settings, and the value of each key for given settings. Keys are relative
 * to a session's name or a mount's prefix, such as {@code timeout.read}.
 */
public interface SettingKeys {

	/**
	 * Replaces a secret, as in Spring Boot's endpoints.
	 */
	String MASK = "******";

	/**
	 * The keys of a session.
	 * @return the keys, sorted
	 */
	Set<String> ofSession();

	/**
	 * The keys of a mount.
	 * @return the keys, sorted
	 */
	Set<String> ofMount();

	/**
	 * The value of a key for the settings of a session.
	 * @param key one of the keys of a session
	 * @param settings the settings of the session
	 * @return the value, {@link #MASK} for a secret, or {@code null} for none
	 */
	@Nullable Object value(String key, SessionSettings settings);

	/**
	 * The value of a key for the settings of a mount.
	 * @param key one of the keys of a mount
	 * @param settings the settings of the mount
	 * @return the value, {@link #MASK} for a secret, or {@code null} for none
	 */
	@Nullable Object value(String key, TransportSettings settings);

}
