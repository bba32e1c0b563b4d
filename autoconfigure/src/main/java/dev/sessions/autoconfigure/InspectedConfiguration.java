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

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.sessions.SessionSettings;
import dev.sessions.actuate.ConfiguredSession;
import dev.sessions.actuate.WrittenKey;
import dev.sessions.autoconfigure.KnownKeys.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.function.SingletonSupplier;

/**
 * The configuration of a session as somebody sees it who asks for it. What is not asked
 * for is not looked up.
 */
final class InspectedConfiguration implements ConfiguredSession {

	/**
	 * Which keys of Spring Boot decide where those of a session say nothing.
	 */
	private static final Map<String, String> OF_ALL_CLIENTS = Map.of("timeout.connect", "connect-timeout",
			"timeout.read", "read-timeout", "redirects.follow", "redirects", "cookies.enabled", "cookie-handling",
			"ssl.bundle", "ssl.bundle");

	private static final String PROXY = "proxy.";

	private final SessionConfiguration configuration;

	private final Supplier<WrittenKeys> written;

	InspectedConfiguration(SessionConfiguration configuration) {
		this.configuration = configuration;
		this.written = SingletonSupplier.of(configuration::written);
	}

	@Override
	public @Nullable SessionSettings settings() {
		SessionConfiguration.Built built = this.configuration.built();
		return (built != null) ? built.settings() : null;
	}

	@Override
	public Set<String> keys() {
		Set<String> keys = new TreeSet<>();
		KnownKeys.all().forEach((key, kind) -> {
			if ((kind == Kind.VALUE || kind == Kind.LIST)
					&& !KnownKeys.isOfCredentials(ConfigurationPropertyName.of(key))) {
				keys.add(key);
			}
		});
		return keys;
	}

	@Override
	public @Nullable Object value(String key) {
		return new BeanWrapperImpl(this.configuration.properties()).getPropertyValue(propertyPath(key));
	}

	private static String propertyPath(String key) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < key.length(); i++) {
			boolean afterDash = i > 0 && key.charAt(i - 1) == '-';
			if (key.charAt(i) != '-') {
				path.append(afterDash ? Character.toUpperCase(key.charAt(i)) : key.charAt(i));
			}
		}
		return path.toString();
	}

	@Override
	public @Nullable WrittenKey written(String key) {
		return this.written.get().find(key);
	}

	@Override
	public @Nullable WrittenKey general(String key) {
		if (key.startsWith(PROXY)) {
			return written(PROXY + "from-environment");
		}
		String ofAllClients = OF_ALL_CLIENTS.get(key);
		ConfigurationProperty property = (ofAllClients != null)
				? this.configuration.origins().find(ConfigurationPropertyName.of("spring.http.clients." + ofAllClients))
				: null;
		return (property != null) ? WrittenKeys.written(property) : null;
	}

	@Override
	public Map<String, WrittenKey> credentials() {
		SessionConfiguration.Built built = this.configuration.built();
		return (built != null && built.replaced()) ? Map.of() : this.written.get().credentials();
	}

}
