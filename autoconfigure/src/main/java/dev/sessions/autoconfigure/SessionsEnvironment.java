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

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final Binder binder;

	private final PropertyOrigins origins = new PropertyOrigins(this.sources);

	/**
	 * The names by their uniform form, in which {@code my-api} and {@code myApi} are one.
	 */
	private final Map<String, String> names = new TreeMap<>();

	private boolean hasDefault;

	SessionsEnvironment(Environment environment) {
		ConfigurationPropertySources.get(environment).forEach(this.sources::add);
		this.binder = Binder.get(environment);
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				read(iterable);
			}
		}
	}

	private void read(IterableConfigurationPropertySource source) {
		boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
		for (ConfigurationPropertyName key : source) {
			if (ROOT.isAncestorOf(key)) {
				if (variables) {
					readVariable(key);
				}
				else {
					readKey(source, key);
				}
			}
		}
	}

	private void readVariable(ConfigurationPropertyName key) {
		for (int i = 2; i < key.getNumberOfElements() && !key.isNumericIndex(i - 1); i++) {
			if (KnownKeys.matchesVariable(key.subName(i))) {
				List<String> words = new ArrayList<>();
				for (int j = 1; j < i; j++) {
					words.add(key.getElement(j, Form.UNIFORM));
				}
				addName(String.join("-", words));
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
		Kind kind = (key.getNumberOfElements() > 2) ? KnownKeys.find(key.subName(2)) : Kind.BLOCK;
		if (kind == null) {
			throw invalid(source, key, "is not a known key", UnknownKey.cure(key));
		}
		if (kind == Kind.BLOCK && !isEmpty(source, key)) {
			throw invalid(source, key, "must be a block of keys, but is a value", UnknownKey.cure(key));
		}
		addName(name);
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

	private void addName(String name) {
		if (name.equals("default")) {
			this.hasDefault = true;
			return;
		}
		this.names.merge(name.replace("-", ""), name, (one, other) -> (one.length() >= other.length()) ? one : other);
	}

	/**
	 * The names of all sessions, in dashed form and sorted.
	 */
	List<String> names() {
		return this.names.values().stream().sorted().toList();
	}

	/**
	 * Where the properties were found.
	 */
	PropertyOrigins origins() {
		return this.origins;
	}

	/**
	 * The properties of a session: its own over those of {@code sessions.default}.
	 */
	SessionProperties bind(String name) {
		SessionProperties properties = new SessionProperties();
		ConfigurationPropertyName own = ROOT.append(name);
		if (this.hasDefault) {
			bind(DEFAULT, properties);
			properties.setHeaders(NamedValues.merge(properties.getHeaders()));
			properties.setParams(NamedValues.merge(properties.getParams()));
			dropInheritedAuth(properties.getAuth(), own);
		}
		bind(own, properties);
		return properties;
	}

	/**
	 * Let a session's own kind of credentials replace an inherited one of another kind.
	 */
	private void dropInheritedAuth(AuthProperties inherited, ConfigurationPropertyName name) {
		AuthProperties own = new AuthProperties();
		bind(name.append("auth"), own);
		if (own.getBasic() != null || own.getBearer() != null || own.getApiKey() != null) {
			inherited.setBasic((own.getBasic() != null) ? inherited.getBasic() : null);
			inherited.setBearer((own.getBearer() != null) ? inherited.getBearer() : null);
			inherited.setApiKey((own.getApiKey() != null) ? inherited.getApiKey() : null);
		}
	}

	private void bind(ConfigurationPropertyName key, Object properties) {
		try {
			this.binder.bind(key, Bindable.ofInstance(properties), new SessionBindHandler());
		}
		catch (BindException ex) {
			throw UnbindableValue.of(ex);
		}
	}

}
