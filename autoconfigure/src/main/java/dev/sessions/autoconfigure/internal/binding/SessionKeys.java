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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * The configured keys of one session, by property source.
 */
final class SessionKeys {

	static final SessionKeys NONE = new SessionKeys();

	private @Nullable SessionName name;

	private boolean inFile;

	/**
	 * The keys in their documented form, each with the full name in its source.
	 */
	private final Map<ConfigurationPropertySource, Map<ConfigurationPropertyName, ConfigurationPropertyName>> bySource = new LinkedHashMap<>();

	/**
	 * Record a spelling of the name in a file. The spelling with the most words is kept,
	 * and of several ones that with dashes, or that of the source with the highest
	 * precedence.
	 */
	void nameInFile(SessionName written) {
		if (!this.inFile || written.isMoreSpecificThan(this.name)) {
			this.name = written;
		}
		this.inFile = true;
	}

	/**
	 * Record a spelling of the name in an environment variable, which lacks its capitals
	 * and may lack its dashes.
	 */
	void nameInVariable(SessionName written) {
		if (!this.inFile && written.isMoreSpecificThan(this.name)) {
			this.name = written;
		}
	}

	String name() {
		return (this.name != null) ? this.name.written() : "";
	}

	/**
	 * Add a key. Of several spellings in one source, the first is kept.
	 */
	void add(ConfigurationPropertySource source, ConfigurationPropertyName key, ConfigurationPropertyName original) {
		this.bySource.computeIfAbsent(source, (added) -> new LinkedHashMap<>()).putIfAbsent(key, original);
	}

	/**
	 * Return whether a key, or an element of it, is configured.
	 */
	boolean has(String key) {
		return all().anyMatch((name) -> name.getElement(0, Form.UNIFORM).equals(key));
	}

	Map<ConfigurationPropertyName, ConfigurationPropertyName> of(ConfigurationPropertySource source) {
		return this.bySource.getOrDefault(source, Map.of());
	}

	Stream<ConfigurationPropertyName> all() {
		return this.bySource.values().stream().flatMap((keys) -> keys.keySet().stream());
	}

}
