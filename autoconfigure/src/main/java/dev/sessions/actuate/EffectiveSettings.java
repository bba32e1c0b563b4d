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
import dev.sessions.resilience.BulkheadSettings;
import dev.sessions.resilience.CircuitBreakerSettings;
import dev.sessions.resilience.RateLimitSettings;
import dev.sessions.resilience.ResilienceSettings;
import dev.sessions.transport.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what holds for a session and who says so: what it has now is compared with
 * what was configured, and that with the defaults.
 */
final class EffectiveSettings {

	private static final SessionSettings DEFAULTS = SessionSettings.defaults();

	private static final String ENABLED = ".enabled";

	/**
	 * What the keys of a circuit breaker and the like say that are not written, where it
	 * is on.
	 */
	private static final SessionSettings DEFAULTS_OF_GUARDS = DEFAULTS.withResilience(ResilienceSettings.defaults()
		.withCircuitBreaker(CircuitBreakerSettings.defaults())
		.withRateLimit(RateLimitSettings.defaults())
		.withBulkhead(BulkheadSettings.defaults()));

	private final SessionSettings present;

	private final @Nullable ConfiguredSession configured;

	private final SessionSettings before;

	/**
	 * The settings of a session.
	 * @param present what it has now
	 * @param configured what is configured, or {@code null} if it was built by hand
	 */
	EffectiveSettings(SessionSettings present, @Nullable ConfiguredSession configured) {
		this.present = present;
		this.configured = configured;
		SessionSettings built = (configured != null) ? configured.settings() : null;
		this.before = (built != null) ? built : DEFAULTS;
	}

	/**
	 * The settings by their keys, as in YAML.
	 */
	Map<String, Setting> ofSession() {
		Map<String, Setting> settings = new TreeMap<>();
		Set<String> keys = (this.configured != null) ? this.configured.keys() : SettingValues.keys();
		keys.forEach((key) -> settings.put(key, SettingValues.has(key) ? setting(key) : property(key)));
		this.present.headers()
			.forEach((name, values) -> settings.put("headers." + name,
					entry("headers", name, values, this.before.headers().get(name))));
		this.present.params()
			.forEach((name, values) -> settings.put("params." + name,
					entry("params", name, values, this.before.params().get(name))));
		settings.putAll(credentials());
		return settings;
	}

	/**
	 * The settings of a mount that are its own. What is written for it counts: its keys
	 * are applied last, and code can add a mount but change none.
	 */
	Map<String, Setting> of(Mount mount) {
		Map<String, Setting> settings = new TreeMap<>();
		for (String key : SettingValues.keysOfMount()) {
			Object value = SettingValues.get(key, mount.settings());
			WrittenKey written = written("mounts[" + mount.prefix() + "].", key);
			if (written != null) {
				settings.put(key, Setting.of(SettingText.of(value), written));
			}
			else if (!Objects.equals(value, SettingValues.get(key, this.present))) {
				settings.put(key, isDefaultOfGuard(key, value) ? Setting.builtIn(SettingText.of(value))
						: Setting.code(SettingText.of(value)));
			}
		}
		return settings;
	}

	private Setting setting(String key) {
		Object present = SettingValues.get(key, this.present);
		Object value = SettingText.of(present);
		Object before = SettingValues.get(key, this.before);
		if (!Objects.equals(present, before)) {
			return Setting.code(value);
		}
		WrittenKey written = written("", key);
		if (written != null) {
			return Setting.of(value, written);
		}
		if (Objects.equals(before, SettingValues.get(key, DEFAULTS)) || isDefaultOfGuard(key, before)) {
			return Setting.builtIn(value);
		}
		WrittenKey general = (this.configured != null) ? this.configured.general(key) : null;
		return (general != null) ? Setting.of(value, general) : Setting.code(value);
	}

	/**
	 * A key that is none of the settings that a session can be built from.
	 */
	private Setting property(String key) {
		Object value = (this.configured != null) ? SettingText.of(this.configured.value(key)) : null;
		Object shown = (value instanceof String text) ? Secrets.withoutUrlSecrets(text) : value;
		WrittenKey written = written(key);
		return (written != null) ? Setting.of(shown, written) : Setting.builtIn(shown);
	}

	private Setting entry(String map, String name, List<String> values, @Nullable List<String> before) {
		boolean header = map.equals("headers");
		List<String> masked = values.stream()
			.map((value) -> header ? Secrets.maskHeader(name, value) : Secrets.MASK)
			.toList();
		Object value = (masked.size() == 1) ? masked.get(0) : masked;
		WrittenKey written = written(map + "." + name);
		return (written != null && values.equals(before)) ? Setting.of(value, written) : Setting.code(value);
	}

	/**
	 * Of what is configured, where; of what code has set, that it has.
	 */
	private Map<String, Setting> credentials() {
		Map<String, Setting> settings = new TreeMap<>();
		if (this.configured != null && this.present.credentials() == this.before.credentials()) {
			this.configured.credentials()
				.forEach((key, written) -> settings.put(key, Setting.of(Secrets.MASK, written)));
		}
		if (settings.isEmpty() && this.present.credentials() != null) {
			settings.put("auth", Setting.code(Secrets.MASK));
		}
		return settings;
	}

	private static boolean isDefaultOfGuard(String key, @Nullable Object value) {
		return value != null && SettingValues.get(key, DEFAULTS) == null
				&& value.equals(SettingValues.get(key, DEFAULTS_OF_GUARDS));
	}

	/**
	 * Where a key is written. What any key of its block switches on is written there.
	 */
	private @Nullable WrittenKey written(String above, String key) {
		WrittenKey written = written(above + key);
		if (written != null || !key.endsWith(ENABLED)) {
			return written;
		}
		String block = key.substring(0, key.length() - ENABLED.length() + 1);
		return SettingValues.keysOfMount()
			.stream()
			.filter((other) -> other.startsWith(block))
			.map((other) -> written(above + other))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable WrittenKey written(String key) {
		return (this.configured != null) ? this.configured.written(key) : null;
	}

}
