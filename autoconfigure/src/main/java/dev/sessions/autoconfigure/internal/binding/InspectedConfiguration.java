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

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.KeyBlock.Reading;
import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.function.SingletonSupplier;

/**
 * The configuration of one session and its origins, as the endpoint and health read it.
 * Keys are relative to the session's name, such as {@code timeout.read}; a key of a mount
 * is {@code mounts[/prefix].timeout.read}. Origins are looked up on first use.
 */
public final class InspectedConfiguration {

	/**
	 * The keys of Spring Boot's settings for all clients that apply where a session's key
	 * is not configured.
	 */
	private static final Map<String, String> OF_ALL_CLIENTS = Map.of("timeout.connect", "connect-timeout",
			"timeout.read", "read-timeout", "redirects.follow", "redirects", "cookies.enabled", "cookie-handling",
			"ssl.bundle", "ssl.bundle");

	/**
	 * The keys that have no counterpart in the settings, and {@code base-url} and
	 * {@code shared.store}, which are of interest before the session was created.
	 */
	private static final Map<String, Reading<SessionProperties, Object>> WITHOUT_SETTING = Map.of("auth.enabled",
			in(SessionProperties::auth, AuthProperties::enabled), "base-url", SessionProperties::baseUrl, "forks.by",
			in(SessionProperties::forks, ForkProperties::by), "groups", SessionProperties::groups, "health.path",
			in(SessionProperties::health, HealthProperties::path), "primary", SessionProperties::primary,
			"proxy.from-environment", in(SessionProperties::proxy, ProxyProperties::fromEnvironment), "shared.store",
			in(SessionProperties::shared, SharedProperties::store));

	private static final String PROXY = "proxy.";

	private final SessionConfiguration configuration;

	private final Supplier<WrittenKeys> written;

	InspectedConfiguration(SessionConfiguration configuration) {
		this.configuration = configuration;
		this.written = SingletonSupplier.of(configuration::written);
	}

	/**
	 * Reads a key of a block, which is {@code null} if none of its keys is written.
	 */
	private static <P> Reading<SessionProperties, Object> in(Reading<SessionProperties, P> block,
			Reading<P, Object> key) {
		return (session) -> {
			P properties = block.read(session);
			return (properties != null) ? key.read(properties) : null;
		};
	}

	/**
	 * Read the configuration of a session that is not created, or that a bean replaces.
	 * @param name the session's name
	 * @param environment the environment that contains it
	 * @return the configuration, or {@code null} if it has a value that cannot be used
	 */
	static @Nullable InspectedConfiguration read(String name, SessionsEnvironment environment) {
		try {
			return new InspectedConfiguration(new SessionConfiguration(name, environment, SessionSettings.defaults()));
		}
		catch (InvalidSessionPropertyException ex) {
			return null;
		}
	}

	/**
	 * The settings that the session was built from, before customizers changed them.
	 * @return the settings, or {@code null} if the session was not built yet
	 */
	public @Nullable SessionSettings settings() {
		SessionConfiguration.Built built = this.configuration.built();
		return (built != null) ? built.settings() : null;
	}

	/**
	 * The keys that a session can have, except those of credentials, maps and mounts.
	 * @return the keys, sorted
	 */
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

	/**
	 * The configured value of a key that has no counterpart in the settings, of
	 * {@code base-url} or of {@code shared.store}.
	 * @param key the key
	 * @return the value, or {@code null} if the key is not configured
	 */
	public @Nullable Object value(String key) {
		Reading<SessionProperties, Object> written = WITHOUT_SETTING.get(key);
		return (written != null) ? written.read(this.configuration.properties()) : null;
	}

	/**
	 * The origin of a key.
	 * @param key the key, which may also be that of a map's entry or of a mount
	 * @return the origin, or {@code null} if the key is not configured
	 */
	public @Nullable WrittenKey written(String key) {
		return this.written.get().find(key);
	}

	/**
	 * The origin of a setting whose key is not configured and whose value is not the
	 * default: the settings of all clients, or the environment.
	 * @param key one of the keys
	 * @return the origin, or {@code null} if it is unknown
	 */
	public @Nullable WrittenKey general(String key) {
		if (key.startsWith(PROXY)) {
			return written(PROXY + "from-environment");
		}
		String ofAllClients = OF_ALL_CLIENTS.get(key);
		ConfigurationProperty property = (ofAllClients != null)
				? this.configuration.find("spring.http.clients." + ofAllClients) : null;
		return (property != null) ? WrittenKeys.written(property) : null;
	}

	/**
	 * The configured keys of credentials, unless a bean replaces the credentials or they
	 * are switched off.
	 * @return the keys, sorted, each with its origin
	 */
	public Map<String, WrittenKey> credentials() {
		SessionConfiguration.Built built = this.configuration.built();
		boolean unused = !this.configuration.sendsCredentials() || (built != null && built.replaced());
		return unused ? Map.of() : this.written.get().credentials();
	}

}
