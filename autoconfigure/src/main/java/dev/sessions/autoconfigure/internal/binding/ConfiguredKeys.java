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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
	 * The maps whose names are merged with those of environment variables.
	 */
	private static final Set<String> MERGED = Set.of("headers", "params");

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
				Map<Object, ConfigurationPropertyName> spellings = new HashMap<>();
				iterable.forEach((key) -> readKey(source, key, spellings));
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

	private void readKey(ConfigurationPropertySource source, ConfigurationPropertyName key,
			Map<Object, ConfigurationPropertyName> spellings) {
		if (!SessionsEnvironment.ROOT.isAncestorOf(key) || key.equals(CASSETTES)) {
			return;
		}
		SessionName name = new SessionName(key.getElement(1, Form.ORIGINAL));
		boolean block = check(source, key, name);
		rejectSecondSpelling(source, key, spellings);
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
					"A key below sessions begins with a name of letters, digits and single dashes, such as my-api. "
							+ "YAML reads on, off, yes, no and 1.5 as other types unless they are in quotes.");
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
			throw invalid(source, key, "must be a block of keys, but is a value", UnknownKey.cureOfBlock(key));
		}
		if (kind == Kind.MAP) {
			checkMap(source, key);
		}
		return block;
	}

	private static void checkMap(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		int map = 3;
		while (KnownKeys.find(key.chop(map).subName(2)) != Kind.MAP) {
			map++;
		}
		String cure = "Write each name with its value, as " + key.chop(map) + ".<name>.";
		if (key.getNumberOfElements() == map && !isEmpty(source, key)) {
			throw invalid(source, key, "must be a block of names, but is a value", cure);
		}
		if (key.getNumberOfElements() > map && key.isNumericIndex(map)) {
			throw invalid(source, key, "is an element of a list, but must be a name", cure);
		}
	}

	/**
	 * Spellings of a key in several sources are the same key. Two in one source are a
	 * mistake, of which the binder would keep one value or the other.
	 */
	private static void rejectSecondSpelling(ConfigurationPropertySource source, ConfigurationPropertyName key,
			Map<Object, ConfigurationPropertyName> spellings) {
		ConfigurationPropertyName first = spellings.putIfAbsent(uniform(key), key);
		if (first != null && !written(first).equals(written(key))) {
			ConfigurationProperty property = source.getConfigurationProperty(key);
			throw new InvalidSessionPropertyException(written(key), (property != null) ? property.getOrigin() : null,
					"is written twice, also as " + written(first), "Keep one of the two.");
		}
	}

	/**
	 * What all spellings of a key have in common. Headers and parameters are merged by
	 * {@link NameSpellings}, other keys are compared by the binder.
	 */
	private static Object uniform(ConfigurationPropertyName key) {
		int last = key.getNumberOfElements() - 1;
		if (last < 3 || !MERGED.contains(key.getElement(2, Form.UNIFORM))) {
			return key;
		}
		return key.isNumericIndex(last) ? List.of(uniform(key.getParent()), key.getElement(last, Form.ORIGINAL))
				: NameSpellings.uniform(written(key));
	}

	/**
	 * A key as it is written, with its capitals and underscores.
	 */
	private static String written(ConfigurationPropertyName key) {
		return IntStream.range(0, key.getNumberOfElements())
			.mapToObj((i) -> key.chop(i + 1).isLastElementIndexed() ? "[" + key.getElement(i, Form.ORIGINAL) + "]"
					: ((i > 0) ? "." : "") + key.getElement(i, Form.ORIGINAL))
			.collect(Collectors.joining());
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
		return this.sessions.entrySet()
			.stream()
			.filter((session) -> !session.getKey().equals(DEFAULT))
			.map((session) -> session.getValue().name())
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
