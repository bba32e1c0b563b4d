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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The keys below {@code sessions} in all property sources, by session. Unknown keys are
 * rejected, except in environment variables, which may belong to another program.
 */
final class ConfiguredKeys {

	static final String DEFAULT = "default";

	/**
	 * What the test module does with its recordings, usually a system property.
	 */
	private static final ConfigurationPropertyName CASSETTES = SessionsEnvironment.ROOT.append("cassettes");

	/**
	 * By the uniform form of the names, in which {@code my-api} and {@code myApi} are
	 * equal.
	 */
	private final Map<String, SessionKeys> sessions = new TreeMap<>();

	private final SessionVariables variables = new SessionVariables(this.sessions);

	/**
	 * Collect the keys.
	 * @param sources the property sources, in the order of precedence
	 * @throws InvalidSessionPropertyException if a source has an unknown key
	 */
	ConfiguredKeys(List<ConfigurationPropertySource> sources) {
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable && !hasVariables(source)) {
				iterable.forEach((key) -> readKey(source, key));
				LostCharacters.reject(source);
			}
		}
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable && hasVariables(source)) {
				this.variables.read(iterable);
			}
		}
	}

	private static boolean hasVariables(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	private void readKey(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		if (!SessionsEnvironment.ROOT.isAncestorOf(key) || key.equals(CASSETTES)) {
			return;
		}
		SessionName name = new SessionName(key.getElement(1, Form.ORIGINAL));
		boolean block = check(source, key, name);
		SessionKeys keys = this.sessions.computeIfAbsent(SessionName.uniform(name.written()),
				(uniform) -> new SessionKeys());
		keys.nameInFile(name);
		// an empty block is ignored, but empty credentials are a mistake
		if (!block || KnownKeys.isOfCredentials(key.subName(2))) {
			keys.add(source, key.subName(2), key);
		}
	}

	/**
	 * Reject a key that is not known.
	 * @return whether it is that of a block, which is empty
	 */
	private static boolean check(ConfigurationPropertySource source, ConfigurationPropertyName key, SessionName name) {
		if (key.chop(2).isLastElementIndexed() || !name.isValid()) {
			throw invalid(source, key, "does not name a session",
					"A key below sessions begins with a name of letters, digits and single dashes, such as my-api.");
		}
		if (key.getNumberOfElements() > 3 && KnownKeys.isOfMount(key.subName(2))
				&& !key.chop(4).isLastElementIndexed()) {
			throw invalid(source, key,
					"is below a mount whose prefix is not in brackets and therefore lost its slashes",
					UnknownKey.mountCure(key));
		}
		Kind kind = (key.getNumberOfElements() > 2) ? KnownKeys.find(key.subName(2)) : Kind.BLOCK;
		if (kind == null) {
			throw invalid(source, key, "is not a known key", UnknownKey.cure(key));
		}
		boolean block = kind == Kind.BLOCK || kind == Kind.BLOCKS;
		if (block && !isEmpty(source, key)) {
			throw invalid(source, key, "must be a block of keys, but is a value", UnknownKey.cure(key));
		}
		return block;
	}

	private static boolean isEmpty(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		ConfigurationProperty property = source.getConfigurationProperty(key);
		return property == null || "".equals(property.getValue());
	}

	private static InvalidSessionPropertyException invalid(ConfigurationPropertySource source,
			ConfigurationPropertyName key, String fault, String cure) {
		ConfigurationProperty property = source.getConfigurationProperty(key);
		return new InvalidSessionPropertyException(key.toString(), (property != null) ? property.getOrigin() : null,
				fault, cure);
	}

	/**
	 * The names of all sessions as they are written, sorted.
	 */
	List<String> names() {
		return this.sessions.values()
			.stream()
			.map(SessionKeys::name)
			.filter((name) -> !name.equals(DEFAULT))
			.sorted()
			.toList();
	}

	SessionKeys of(String name) {
		return this.sessions.getOrDefault(SessionName.uniform(name), SessionKeys.NONE);
	}

	/**
	 * The warnings about misspelt environment variables.
	 */
	List<String> warnings() {
		return this.variables.warnings();
	}

}
