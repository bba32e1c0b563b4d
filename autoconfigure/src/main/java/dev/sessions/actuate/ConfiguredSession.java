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
 * What is configured about one session, and where that was written. A key is one without
 * the session's name, such as {@code timeout.read}; below a mount it is
 * {@code mounts[/prefix].timeout.read}.
 */
public interface ConfiguredSession {

	/**
	 * The settings that the session was built from, before customizers changed them.
	 * @return the settings, or {@code null} if it was not built yet
	 */
	@Nullable SessionSettings settings();

	/**
	 * The keys that there are, but for those of credentials, maps and mounts.
	 * @return the keys, sorted
	 */
	Set<String> keys();

	/**
	 * What a key says.
	 * @param key one of the keys
	 * @return the value, or {@code null} if it is not written
	 */
	@Nullable Object value(String key);

	/**
	 * Where a key is written.
	 * @param key the key, which may be that of a map's entry or below a mount
	 * @return the place, or {@code null} if it is not written
	 */
	@Nullable WrittenKey written(String key);

	/**
	 * What decides where a key is not written and its setting is not the default: the
	 * settings of all clients, or the environment.
	 * @param key one of the keys
	 * @return the place, or {@code null} if it is none that is known
	 */
	@Nullable WrittenKey general(String key);

	/**
	 * The keys of credentials that are written, if it is they that the session was built
	 * with.
	 * @return the keys, sorted, and where each is written
	 */
	Map<String, WrittenKey> credentials();

}
