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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.sessions.autoconfigure.KnownKeys.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What the environment has under {@code sessions}: which names there are, and the
 * properties of each. An unknown key is refused, but for an environment variable, which
 * may belong to somebody else.
 */
final class SessionsEnvironment {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sessions");

	static final ConfigurationPropertyName DEFAULT = ROOT.append("default");

	private static final Pattern VALID_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private final Environment environment;

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final PropertyOrigins origins = new PropertyOrigins(this.sources);

	/**
	 * The sessions by the uniform form of their names, in which {@code my-api} and
	 * {@code myApi} are one.
	 */
	private final Map<String, SessionKeys> sessions = new TreeMap<>();

	/**
	 * One binder for all sessions, as it remembers the properties classes.
	 */
	private final Binder binder;

	private List<ConfigurationPropertySource> sourcesOfSession = new ArrayList<>();

	SessionsEnvironment(Environment environment) {
		this.environment = environment;
		ConfigurationPropertySources.get(environment).forEach(this.sources::add);
		this.binder = new Binder(() -> this.sourcesOfSession.iterator(),
				new PropertySourcesPlaceholdersResolver(environment));
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				read(iterable);
				if (!hasVariables(source)) {
					LostCharacters.refuse(source);
				}
			}
		}
	}

	private void read(IterableConfigurationPropertySource source) {
		for (ConfigurationPropertyName key : source) {
			if (ROOT.isAncestorOf(key)) {
				if (hasVariables(source)) {
					readVariable(source, key);
				}
				else {
					readKey(source, key);
				}
			}
		}
	}

	private static boolean hasVariables(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	private void readVariable(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		StringBuilder name = new StringBuilder();
		for (int i = 2; i < key.getNumberOfElements() && !key.isNumericIndex(i - 1); i++) {
			name.append((i > 2) ? "-" : "").append(key.getElement(i - 1, Form.UNIFORM));
			ConfigurationPropertyName known = KnownKeys.findVariable(key.subName(i));
			if (known != null) {
				keys(name.toString()).add(source, known);
				return;
			}
		}
	}

	private void readKey(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		String name = key.getElement(1, Form.DASHED);
		if (key.chop(2).isLastElementIndexed() || !VALID_NAME.matcher(name).matches()) {
			throw invalid(source, key, "does not name a session",
					"Below sessions stands a name of letters, digits and single dashes, such as my-api.");
		}
		if (key.getNumberOfElements() > 3 && KnownKeys.isOfMount(key.subName(2))
				&& !key.chop(4).isLastElementIndexed()) {
			throw invalid(source, key, "is below a mount whose prefix is not in brackets, and so has lost its slashes",
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
		SessionKeys keys = keys(name);
		// A block without content is none, but credentials without content are a mistake.
		if (!block || KnownKeys.isOfCredentials(key.subName(2))) {
			keys.add(source, key.subName(2));
		}
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

	private SessionKeys keys(String name) {
		SessionKeys keys = this.sessions.computeIfAbsent(name.replace("-", ""), (uniform) -> new SessionKeys());
		keys.name(name);
		return keys;
	}

	/**
	 * The names of all sessions, in dashed form and sorted.
	 */
	List<String> names() {
		return this.sessions.values()
			.stream()
			.map(SessionKeys::name)
			.filter((name) -> !name.equals("default"))
			.sorted()
			.toList();
	}

	/**
	 * Where the properties were found.
	 */
	PropertyOrigins origins() {
		return this.origins;
	}

	/**
	 * A variable that does not stand under {@code sessions}.
	 */
	@Nullable String variable(String name) {
		return this.environment.getProperty(name);
	}

	/**
	 * The properties of a session: its own over those of {@code sessions.default}.
	 */
	SessionProperties bind(String name) {
		this.sourcesOfSession = List.copyOf(sources(name));
		SessionProperties properties = new SessionProperties();
		try {
			this.binder.bind(ROOT.append(name), Bindable.ofInstance(properties), new SessionBindHandler());
		}
		catch (BindException ex) {
			throw UnbindableValue.of(ex, name, this.origins);
		}
		return properties;
	}

	/**
	 * Where the keys of a session are written.
	 */
	WrittenKeys written(String name) {
		return new WrittenKeys(sources(name));
	}

	/**
	 * What there is about a session, first what counts first.
	 */
	private List<SessionSource> sources(String name) {
		ConfigurationPropertyName session = ROOT.append(name);
		SessionKeys own = this.sessions.getOrDefault(name.replace("-", ""), SessionKeys.NONE);
		SessionKeys inherited = this.sessions.getOrDefault("default", SessionKeys.NONE);
		List<SessionSource> sources = new ArrayList<>();
		own.forEach((source, keys) -> sources.add(new SessionSource(source, session, session, keys)));
		inherited.forEach(
				(source, keys) -> sources.add(new SessionSource(source, DEFAULT, session, own.withoutReplaced(keys))));
		return sources;
	}

}
