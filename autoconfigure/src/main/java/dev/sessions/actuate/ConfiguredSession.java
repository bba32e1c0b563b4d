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

import java.util.Map;
import java.util.Set;

import dev.sessions.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one session and its origins. Keys are relative to the session's
 * name, such as {@code timeout.read}; a key of a mount is
 * {@code mounts[/prefix].timeout.read}.
 */
public interface ConfiguredSession {

	/**
	 * The settings that the session was built from, before customizers changed them.
	 * @return the settings, or {@code null} if the session was not built yet
	 */
	@Nullable SessionSettings settings();

	/**
	 * The keys that a session can have, except those of credentials, maps and mounts.
	 * @return the keys, sorted
	 */
	Set<String> keys();

	/**
	 * The configured value of a key.
	 * @param key one of the keys
	 * @return the value, or {@code null} if the key is not configured
	 */
	@Nullable Object value(String key);

	/**
	 * The origin of a key.
	 * @param key the key, which may also be that of a map's entry or of a mount
	 * @return the origin, or {@code null} if the key is not configured
	 */
	@Nullable WrittenKey written(String key);

	/**
	 * The origin of a setting whose key is not configured and whose value is not the
	 * default: the settings of all clients, or the environment.
	 * @param key one of the keys
	 * @return the origin, or {@code null} if it is unknown
	 */
	@Nullable WrittenKey general(String key);

	/**
	 * The configured keys of credentials, unless a bean replaces the credentials.
	 * @return the keys, sorted, each with its origin
	 */
	Map<String, WrittenKey> credentials();

}
