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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

/**
 * Reads the environment below {@code sessions}: the names of the sessions and the
 * properties of each. The keys are those at the time of its creation, the values those at
 * the time of binding.
 */
public final class SessionsEnvironment {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sessions");

	static final ConfigurationPropertyName DEFAULT = ROOT.append("default");

	/**
	 * Fails for a placeholder without a value. As in Spring, a backslash before one keeps
	 * it as it is.
	 */
	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper(
			SystemPropertyUtils.PLACEHOLDER_PREFIX, SystemPropertyUtils.PLACEHOLDER_SUFFIX,
			SystemPropertyUtils.VALUE_SEPARATOR, SystemPropertyUtils.ESCAPE_CHARACTER, false);

	private final Environment environment;

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final ConfiguredKeys keys;

	private final SessionSources sourcesBySession;

	private final PropertyOrigins origins;

	/**
	 * One binder for all sessions, because it caches the metadata of the properties
	 * classes.
	 */
	private final PropertiesBinder binder;

	private List<ConfigurationPropertySource> sourcesOfSession = new ArrayList<>();

	/**
	 * Read an environment.
	 * @param environment the environment
	 * @throws RuntimeException if it has an unknown key
	 */
	public SessionsEnvironment(Environment environment) {
		this.environment = environment;
		ConfigurationPropertySources.get(environment).forEach(this.sources::add);
		this.binder = new PropertiesBinder(
				new Binder(() -> this.sourcesOfSession.iterator(), new PropertySourcesPlaceholdersResolver(
						((ConfigurableEnvironment) environment).getPropertySources(), PLACEHOLDERS)));
		this.keys = new ConfiguredKeys(this.sources);
		this.sourcesBySession = new SessionSources(this.sources, this.keys);
		this.origins = new PropertyOrigins(this.sources, this.sourcesBySession::of);
	}

	/**
	 * The full name of a session's block.
	 */
	static ConfigurationPropertyName root(String session) {
		return ROOT.append(session.replace('_', '-').toLowerCase(Locale.ROOT));
	}

	/**
	 * The names of all sessions as they are written, sorted.
	 * @return the names
	 */
	public List<String> names() {
		return this.keys.names();
	}

	/**
	 * The warnings about environment variables that are probably misspelt.
	 * @return the warnings
	 */
	public List<String> warnings() {
		return this.keys.warnings();
	}

	/**
	 * Create an exception for a key of a session, with its origin.
	 * @param session the session's name
	 * @param key the key below the name, or an empty text for the session itself
	 * @param fault the fault, to be read after the key
	 * @param cure how to fix it
	 * @return the exception
	 */
	public RuntimeException invalid(String session, String key, String fault, String cure) {
		return this.origins.invalid(session, key, fault, cure);
	}

	/**
	 * Create an exception for a key that is not below {@code sessions}.
	 * @param key the full key
	 * @param property the property with its origin
	 * @param fault the fault, to be read after the key
	 * @param cure how to fix it
	 * @return the exception
	 */
	public RuntimeException invalid(String key, ConfigurationProperty property, String fault, String cure) {
		return new InvalidSessionPropertyException(key, property.getOrigin(), fault, cure);
	}

	/**
	 * Find a property that is not below {@code sessions}.
	 * @param key the full key, in any spelling
	 * @return the property, or {@code null} if there is none
	 */
	public @Nullable ConfigurationProperty find(String key) {
		return this.origins.find(ConfigurationPropertyName.adapt(key, '.'));
	}

	/**
	 * The path of a session's keys.
	 */
	KeyPath path(String session) {
		return new KeyPath(session, "", this.origins);
	}

	/**
	 * A property that is not below {@code sessions}, such as an environment variable.
	 */
	@Nullable String variable(String name) {
		return this.environment.getProperty(name);
	}

	/**
	 * Bind the properties of a session, except its credentials. Its own properties take
	 * precedence over those of {@code sessions.default}.
	 */
	SessionProperties bind(String name) {
		return bind(name, root(name), SessionProperties.class, isOfCredentials(name).negate());
	}

	/**
	 * Bind the credentials of a session. A bean may replace them, so their values need
	 * not be complete before.
	 * @return the credentials, or {@code null} if the session has no key of {@code auth}
	 */
	@Nullable AuthProperties bindCredentials(String name) {
		return this.sourcesBySession.mayHave(name, "auth")
				? bind(name, root(name).append("auth"), AuthProperties.class, isOfCredentials(name)) : null;
	}

	private static Predicate<ConfigurationPropertyName> isOfCredentials(String name) {
		ConfigurationPropertyName auth = root(name).append("auth");
		return (key) -> auth.isAncestorOf(key) && KnownKeys.isOfCredentials(key, auth.getNumberOfElements());
	}

	private synchronized <T> T bind(String name, ConfigurationPropertyName block, Class<T> type,
			Predicate<ConfigurationPropertyName> keys) {
		List<SessionPropertySource> ofSession = this.sourcesBySession.of(name);
		this.sourcesOfSession = List.copyOf(ofSession);
		try {
			return this.binder.bind(block, type,
					ofSession.stream().flatMap(SessionPropertySource::stream).distinct().filter(keys).toList());
		}
		catch (BindException ex) {
			throw UnbindableValue.of(ex, path(name));
		}
	}

	/**
	 * Whether a session is injected by default. An invalid value counts as none, because
	 * it fails the creation of the session.
	 * @param name the session's name
	 * @return whether it is
	 */
	public boolean isPrimary(String name) {
		return Boolean.TRUE.equals(value(name, "primary", Bindable.of(Boolean.class)));
	}

	/**
	 * The groups of HTTP service clients that a session names.
	 * @param name the session's name
	 * @return the groups, or {@code null} if it names none
	 */
	public @Nullable Set<String> groups(String name) {
		return value(name, "groups", Bindable.setOf(String.class));
	}

	/**
	 * Resolve the placeholders in a text.
	 * @param text the text
	 * @return the text with their values
	 */
	public String resolve(String text) {
		return this.environment.resolvePlaceholders(text);
	}

	private synchronized <T> @Nullable T value(String name, String key, Bindable<T> type) {
		if (!this.sourcesBySession.mayHave(name, key)) {
			return null;
		}
		this.sourcesOfSession = List.copyOf(this.sourcesBySession.of(name));
		try {
			return this.binder.bind(root(name).append(key), type);
		}
		catch (BindException ex) {
			return null;
		}
	}

	/**
	 * The values of a session, its own and the inherited ones, with their placeholders.
	 * @param name the session's name
	 * @return the values by key
	 */
	public Map<String, Object> values(String name) {
		Map<String, Object> values = new TreeMap<>();
		for (SessionPropertySource source : this.sourcesBySession.of(name)) {
			source.stream().forEach((key) -> {
				ConfigurationProperty property = source.getConfigurationProperty(key);
				if (property != null) {
					values.putIfAbsent(key.subName(2).toString(), String.valueOf(property.getValue()));
				}
			});
		}
		return values;
	}

	/**
	 * The configured keys of a session with their origins.
	 */
	WrittenKeys written(String name) {
		return new WrittenKeys(this.sourcesBySession.of(name));
	}

}
