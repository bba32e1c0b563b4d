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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Finds the keys of sessions in environment variables, in which an underscore stands for
 * a dot or a dash, or a dash is missing. A variable of another program may begin with
 * {@code SESSIONS_}, too: only a base URL declares a session that no file has.
 */
final class SessionVariables {

	private static final ConfigurationPropertyName BASE_URL = ConfigurationPropertyName.of("base-url");

	/**
	 * The variables that Kubernetes sets for a service named {@code sessions-github}.
	 */
	private static final Pattern OF_A_SERVICE = Pattern.compile("(service\\.)?(host|port)(\\..*)?");

	private final Map<String, SessionKeys> sessions;

	private final List<String> warnings = new ArrayList<>();

	/**
	 * Create a reader.
	 * @param sessions the sessions by uniform names, to which variables add
	 */
	SessionVariables(Map<String, SessionKeys> sessions) {
		this.sessions = sessions;
	}

	void read(IterableConfigurationPropertySource source) {
		List<ConfigurationPropertyName> unknown = source.filter(SessionsEnvironment.ROOT::isAncestorOf)
			.stream()
			.filter((variable) -> !addToKnown(source, variable))
			.collect(Collectors.toCollection(ArrayList::new));
		if (unknown.removeIf((variable) -> declare(source, variable))) {
			unknown.removeIf((variable) -> addToKnown(source, variable));
		}
		unknown.forEach(this::warn);
	}

	private boolean addToKnown(IterableConfigurationPropertySource source, ConfigurationPropertyName variable) {
		for (int end = 2; end < variable.getNumberOfElements(); end++) {
			SessionKeys session = this.sessions.get(uniform(variable, end));
			ConfigurationPropertyName key = (session != null) ? KnownKeys.findVariable(variable.subName(end)) : null;
			if (session != null && key != null) {
				session.nameInVariable(name(variable, end));
				session.add(source, key, variable);
				return true;
			}
		}
		return false;
	}

	/**
	 * Declare a session, or the default, if a variable is allowed to.
	 */
	private boolean declare(IterableConfigurationPropertySource source, ConfigurationPropertyName variable) {
		for (int end = 2; end < variable.getNumberOfElements(); end++) {
			ConfigurationPropertyName key = KnownKeys.findVariable(variable.subName(end));
			if (key != null && (BASE_URL.equals(key) || uniform(variable, end).equals("default"))) {
				SessionKeys session = this.sessions.computeIfAbsent(uniform(variable, end),
						(added) -> new SessionKeys());
				session.nameInVariable(name(variable, end));
				session.add(source, key, variable);
				return true;
			}
		}
		return false;
	}

	private static String uniform(ConfigurationPropertyName variable, int end) {
		return SessionName.uniform(name(variable, end).written());
	}

	private static SessionName name(ConfigurationPropertyName variable, int end) {
		StringBuilder name = new StringBuilder();
		for (int i = 1; i < end; i++) {
			name.append((i > 1) ? "-" : "").append(variable.getElement(i, Form.UNIFORM));
		}
		return new SessionName(name.toString());
	}

	private void warn(ConfigurationPropertyName variable) {
		for (int end = 2; end < variable.getNumberOfElements(); end++) {
			SessionKeys session = this.sessions.get(uniform(variable, end));
			String fault = (session != null) ? fault(session.name(), variable.subName(end), text(variable.chop(end)))
					: null;
			if (fault != null) {
				this.warnings.add("The environment variable " + text(variable) + " is ignored: " + fault);
			}
		}
	}

	/**
	 * What is wrong with a variable, or {@code null} if it is probably that of another
	 * program.
	 */
	private static @Nullable String fault(String session, ConfigurationPropertyName key, String prefix) {
		String block = KnownKeys.findBlock(key);
		if (block != null) {
			return block + " of the session '" + session + "' is a block of keys. Set one of them, such as "
					+ variable(prefix, firstKey(block)) + ".";
		}
		String nearest = nearest(key.toString());
		return (nearest != null) ? "the session '" + session + "' has no such key. Did you mean " + nearest
				+ ", which is " + variable(prefix, nearest) + "?" : null;
	}

	private static String variable(String prefix, String key) {
		return prefix + "_" + text(ConfigurationPropertyName.of(key));
	}

	private static String firstKey(String block) {
		return keys(Set.of(Kind.VALUE, Kind.LIST)).values()
			.stream()
			.filter((key) -> key.startsWith(block + "."))
			.sorted()
			.findFirst()
			.orElse(block);
	}

	private static @Nullable String nearest(String key) {
		if (OF_A_SERVICE.matcher(key).matches()) {
			return null;
		}
		Map<String, String> keys = keys(Set.of(Kind.VALUE, Kind.LIST));
		String nearest = NearestName.of(key, keys.keySet());
		if (nearest != null) {
			return keys.get(nearest);
		}
		String block = key.substring(0, Math.max(0, key.indexOf('.')));
		String map = NearestName.of(block, keys(Set.of(Kind.MAP)).keySet());
		return (map != null) ? map + key.substring(block.length()) : null;
	}

	/**
	 * The keys of some kinds by the form that a variable has, without dashes.
	 */
	private static Map<String, String> keys(Set<Kind> kinds) {
		return KnownKeys.all()
			.entrySet()
			.stream()
			.filter((known) -> kinds.contains(known.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toMap((known) -> known.replace('-', '.'), (known) -> known));
	}

	private static String text(ConfigurationPropertyName name) {
		return name.toString().toUpperCase(Locale.ROOT).replaceAll("[-.\\[]", "_").replace("]", "");
	}

	List<String> warnings() {
		return Collections.unmodifiableList(this.warnings);
	}

}
