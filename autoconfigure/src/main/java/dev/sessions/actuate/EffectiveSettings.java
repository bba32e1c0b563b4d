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

package dev.sessions.actuate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.InspectedConfiguration;
import dev.sessions.autoconfigure.internal.binding.KeyTable;
import dev.sessions.autoconfigure.internal.binding.WrittenKey;
import dev.sessions.internal.client.Mount;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import org.jspecify.annotations.Nullable;

/**
 * Determines the effective settings of a session and their origins, by comparing the
 * current settings with the configured ones, and the configured ones with the defaults.
 */
final class EffectiveSettings {

	private static final SessionSettings DEFAULTS = SessionSettings.defaults();

	private static final String ENABLED = ".enabled";

	/**
	 * The defaults of a circuit breaker, rate limit or bulkhead that is switched on.
	 */
	private static final SessionSettings RESILIENCE_DEFAULTS = DEFAULTS.withResilience(ResilienceSettings.defaults()
		.withCircuitBreaker(CircuitBreakerSettings.defaults())
		.withRateLimit(RateLimitSettings.defaults())
		.withBulkhead(BulkheadSettings.defaults()));

	private final SessionSettings current;

	private final @Nullable InspectedConfiguration configured;

	private final SessionSettings before;

	/**
	 * Create the effective settings of a session.
	 * @param current the current settings of the session
	 * @param configured the configuration, or {@code null} if the application built the
	 * session
	 */
	EffectiveSettings(SessionSettings current, @Nullable InspectedConfiguration configured) {
		this.current = current;
		this.configured = configured;
		SessionSettings built = (configured != null) ? configured.settings() : null;
		this.before = (built != null) ? built : DEFAULTS;
	}

	/**
	 * Return the settings of the session by their keys, as in YAML.
	 */
	Map<String, Setting> ofSession() {
		Map<String, Setting> settings = new TreeMap<>();
		Set<String> keys = (this.configured != null) ? this.configured.keys() : KeyTable.ofSession();
		keys.forEach((key) -> settings.put(key, KeyTable.ofSession().contains(key) ? setting(key) : property(key)));
		this.current.headers()
			.forEach((name, values) -> settings.put("headers." + name,
					entry("headers", name, values, this.before.headers().get(name))));
		this.current.params()
			.forEach((name, values) -> settings.put("params." + name,
					entry("params", name, values, this.before.params().get(name))));
		settings.putAll(credentials());
		return settings;
	}

	/**
	 * Return the settings of a mount that differ from the session's or are configured for
	 * the mount. Configured keys are always effective: they are applied last, and code
	 * can add a mount but cannot change one.
	 */
	Map<String, Setting> of(Mount mount) {
		Map<String, Setting> settings = new TreeMap<>();
		for (String key : KeyTable.ofMount()) {
			Object value = KeyTable.value(key, mount.settings());
			WrittenKey written = written("mounts[" + mount.prefix() + "].", key);
			if (written != null) {
				settings.put(key, Setting.of(SettingText.of(value), written));
			}
			else if (!Objects.equals(value, KeyTable.value(key, this.current))) {
				settings.put(key, isDefaultOfGuard(key, value) ? Setting.builtIn(SettingText.of(value))
						: Setting.code(SettingText.of(value)));
			}
		}
		return settings;
	}

	private Setting setting(String key) {
		Object current = KeyTable.value(key, this.current);
		Object value = SettingText.of(current);
		Object before = KeyTable.value(key, this.before);
		if (!Objects.equals(current, before)) {
			return Setting.code(value);
		}
		WrittenKey written = written("", key);
		if (written != null) {
			return Setting.of(value, written);
		}
		if (Objects.equals(before, KeyTable.value(key, DEFAULTS)) || isDefaultOfGuard(key, before)) {
			return Setting.builtIn(value);
		}
		WrittenKey general = (this.configured != null) ? this.configured.general(key) : null;
		return (general != null) ? Setting.of(value, general) : Setting.code(value);
	}

	/**
	 * Return the setting of a key without a counterpart in the settings, such as
	 * {@code primary}.
	 */
	private Setting property(String key) {
		Object value = (this.configured != null) ? SettingText.of(this.configured.value(key)) : null;
		Object shown = (value instanceof String text) ? SecretMasking.withoutUrlSecrets(text) : value;
		WrittenKey written = written(key);
		return (written != null) ? Setting.of(shown, written) : Setting.builtIn(shown);
	}

	private Setting entry(String map, String name, List<String> values, @Nullable List<String> before) {
		boolean header = map.equals("headers");
		List<String> masked = values.stream()
			.map((value) -> header ? SecretMasking.maskHeader(name, value) : SecretMasking.MASK)
			.toList();
		Object value = (masked.size() == 1) ? masked.get(0) : masked;
		WrittenKey written = written(map + "." + name);
		return (written != null && values.equals(before)) ? Setting.of(value, written) : Setting.code(value);
	}

	/**
	 * Return the configured keys of credentials with their origins, or {@code auth} if
	 * the credentials are set by code.
	 */
	private Map<String, Setting> credentials() {
		Map<String, Setting> settings = new TreeMap<>();
		if (this.configured != null && this.current.credentials() == this.before.credentials()) {
			this.configured.credentials()
				.forEach((key, written) -> settings.put(key, Setting.of(SecretMasking.MASK, written)));
		}
		if (settings.isEmpty() && this.current.credentials() != null) {
			settings.put("auth", Setting.code(SecretMasking.MASK));
		}
		return settings;
	}

	private boolean isDefaultOfGuard(String key, @Nullable Object value) {
		return value != null && KeyTable.value(key, DEFAULTS) == null
				&& value.equals(KeyTable.value(key, RESILIENCE_DEFAULTS));
	}

	/**
	 * Return the origin of a key. For the {@code enabled} key of a block, this is the
	 * first configured key of the block, because any of them switches it on.
	 */
	private @Nullable WrittenKey written(String above, String key) {
		WrittenKey written = written(above + key);
		if (written != null || !key.endsWith(ENABLED)) {
			return written;
		}
		String block = key.substring(0, key.length() - ENABLED.length() + 1);
		return KeyTable.ofMount()
			.stream()
			.filter((candidate) -> candidate.startsWith(block))
			.map((candidate) -> written(above + candidate))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable WrittenKey written(String key) {
		return (this.configured != null) ? this.configured.written(key) : null;
	}

}
