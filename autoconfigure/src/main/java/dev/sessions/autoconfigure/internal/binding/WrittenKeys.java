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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sessions.internal.call.MountPrefix;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The configured keys of a session with their origins. Of several sources with a key, the
 * one with the highest precedence is kept. Keys are found in any spelling.
 */
final class WrittenKeys {

	private static final ConfigurationPropertyName MOUNTS = ConfigurationPropertyName.of("mounts");

	/**
	 * By keys reduced to letters and digits.
	 */
	private final Map<String, WrittenKey> keys = new LinkedHashMap<>();

	private final Map<String, WrittenKey> credentials = new TreeMap<>();

	/**
	 * Collect the keys.
	 * @param sources the property sources, in the order of precedence
	 */
	WrittenKeys(List<SessionPropertySource> sources) {
		for (SessionPropertySource source : sources) {
			source.stream().forEach((name) -> add(source, name));
		}
	}

	private void add(SessionPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		if (property == null) {
			return;
		}
		ConfigurationPropertyName key = withoutIndex(name.subName(2));
		WrittenKey written = written(
				new ConfigurationProperty(source.isInherited() ? SessionsEnvironment.DEFAULT.append(key) : name,
						property.getValue(), property.getOrigin()));
		this.keys.putIfAbsent(uniform(key), written);
		if (KnownKeys.isOfCredentials(key)) {
			this.credentials.putIfAbsent(KnownKeys.dashed(key), written);
		}
	}

	/**
	 * The key of a property with the text of its origin.
	 */
	static WrittenKey written(ConfigurationProperty property) {
		return new WrittenKey(withoutIndex(property.getName()).toString(),
				(property.getOrigin() != null) ? property.getOrigin().toString() : null);
	}

	/**
	 * The key of a list for the key of an element. The origin of a list is that of its
	 * first element.
	 */
	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		ConfigurationPropertyName key = name;
		while (key.getNumberOfElements() > 1 && key.isNumericIndex(key.getNumberOfElements() - 1)) {
			key = key.getParent();
		}
		return key;
	}

	private static String uniform(ConfigurationPropertyName key) {
		if (!MOUNTS.isAncestorOf(key)) {
			return KnownKeys.letters(key.toString());
		}
		return mount(key.getElement(1, Form.ORIGINAL)) + KnownKeys.letters(key.subName(2).toString());
	}

	private static String mount(String prefix) {
		try {
			return "mounts[" + MountPrefix.parse(prefix) + "].";
		}
		catch (IllegalArgumentException ex) {
			return "mounts[" + prefix + "].";
		}
	}

	/**
	 * Find a key.
	 * @param key the key, which begins with {@code mounts[prefix].} for a mount
	 * @return the key with its origin, or {@code null} if it is not configured
	 */
	@Nullable WrittenKey find(String key) {
		int end = key.startsWith("mounts[") ? key.lastIndexOf("].") + 2 : 0;
		return this.keys.get(key.substring(0, end) + KnownKeys.letters(key.substring(end)));
	}

	/**
	 * The configured keys of credentials, sorted.
	 */
	Map<String, WrittenKey> credentials() {
		return Collections.unmodifiableMap(this.credentials);
	}

}
