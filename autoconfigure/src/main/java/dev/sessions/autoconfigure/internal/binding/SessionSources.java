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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Cuts the part of one session out of each property source.
 *
 * @param sources all property sources, in the order of precedence
 * @param keys the keys of all sessions in the sources that can list them
 */
record SessionSources(List<ConfigurationPropertySource> sources, ConfiguredKeys keys) {

	/**
	 * The property sources of a session, in the order of precedence.
	 * @param name the session's name
	 * @return the sources, its own before those of {@code sessions.default}
	 */
	List<SessionPropertySource> of(String name) {
		List<ConfigurationPropertyName> entries = Stream
			.concat(this.keys.of(name).all(), this.keys.of(ConfiguredKeys.DEFAULT).all())
			.filter(KnownKeys::isOfMap)
			.distinct()
			.toList();
		KeyPrecedence precedence = new KeyPrecedence();
		List<SessionPropertySource> result = new ArrayList<>();
		add(result, name, entries, false, precedence::own);
		add(result, name, entries, true, precedence::inherited);
		return result;
	}

	/**
	 * Return whether a session may have a key, which is not one of a block.
	 */
	boolean mayHave(String name, String key) {
		return this.keys.of(name).has(key) || this.keys.of(ConfiguredKeys.DEFAULT).has(key) || this.sources.stream()
			.anyMatch((source) -> !(source instanceof IterableConfigurationPropertySource)
					&& source.containsDescendantOf(SessionsEnvironment.ROOT) != ConfigurationPropertyState.ABSENT);
	}

	private void add(List<SessionPropertySource> result, String name, List<ConfigurationPropertyName> entries,
			boolean inherited, UnaryOperator<Map<ConfigurationPropertyName, ConfigurationPropertyName>> precedence) {
		String written = inherited ? ConfiguredKeys.DEFAULT : name;
		SessionKeys listed = this.keys.of(written);
		for (ConfigurationPropertySource source : this.sources) {
			AskedPropertySource asked = (source instanceof IterableConfigurationPropertySource) ? null
					: new AskedPropertySource(source, written);
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys = precedence
				.apply((asked != null) ? asked.keys(entries) : listed.of(source));
			if (!keys.isEmpty()) {
				result.add(new SessionPropertySource((asked != null) ? asked : source, SessionsEnvironment.root(name),
						keys, inherited));
			}
		}
	}

}
