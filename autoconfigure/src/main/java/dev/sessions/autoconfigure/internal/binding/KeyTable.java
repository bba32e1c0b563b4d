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

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.KeyBlock.Reading;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.ForkSettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.StoreKind;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The table of all keys of settings, with the value of each key for given settings: the
 * keys that only sessions have, and {@link TransportKeys}. Keys are relative to a
 * session's name or a mount's prefix, such as {@code timeout.read}.
 */
public final class KeyTable {

	/**
	 * Replaces a secret, as in Spring Boot's endpoints.
	 */
	public static final String MASK = "******";

	static final KeyBlock<CookieProperties, CookieSettings> COOKIES = new KeyBlock<>("cookies",
			(keys) -> keys
				.key("enabled", CookieProperties::enabled, CookieSettings::enabled, CookieSettings::withEnabled)
				.key("max-count", CookieProperties::maxCount, CookieSettings::maxCount, CookieSettings::withMaxCount)
				.key("file", CookieProperties::file, CookieSettings::file,
						(settings, file) -> settings.withFile(Path.of(file.trim()))));

	static final KeyBlock<ForkProperties, ForkSettings> FORKS = new KeyBlock<>("forks",
			(keys) -> keys
				.key("max-count", ForkProperties::maxCount, ForkSettings::maxCount, ForkSettings::withMaxCount)
				.key("max-idle", ForkProperties::maxIdle, ForkSettings::maxIdle, ForkSettings::withMaxIdle));

	static final KeyBlock<SharedProperties, SharedSettings> SHARED = new KeyBlock<>("shared", (keys) -> keys
		.key("store", SharedProperties::store, SharedSettings::store,
				(settings, kind) -> settings.withStore((kind != StoreKind.NONE) ? kind : null))
		.key("namespace", SharedProperties::namespace, SharedSettings::namespace, SharedSettings::withNamespace)
		.key("encryption-key", SharedProperties::encryptionKey,
				(settings) -> settings.encryptionKeys().isEmpty() ? null : MASK,
				(settings, secrets) -> settings.withEncryptionKeys(List.copyOf(secrets)))
		.key("when-unavailable", SharedProperties::whenUnavailable, SharedSettings::whenUnavailable,
				SharedSettings::withWhenUnavailable)
		.key("cookies", SharedProperties::cookies, SharedSettings::cookies, SharedSettings::withCookies)
		.key("tokens", SharedProperties::tokens, SharedSettings::tokens, SharedSettings::withTokens)
		.key("rate-limit", SharedProperties::rateLimit, SharedSettings::rateLimit, SharedSettings::withRateLimit)
		.key("retry-after", SharedProperties::retryAfter, SharedSettings::retryAfter, SharedSettings::withRetryAfter));

	static final KeyBlock<SessionProperties, SessionSettings> OWN = new KeyBlock<>("",
			(keys) -> keys.shown("base-url", SessionSettings::baseUrl)
				.shown("auth.allowed-origins", SessionSettings::allowedOrigins)
				.shown("allowed-hosts", (settings) -> settings.egress().allowedHosts())
				.key("block-private-addresses", SessionProperties::blockPrivateAddresses,
						(settings) -> settings.egress().blockPrivateAddresses(),
						(settings, block) -> settings.withEgress(settings.egress().withBlockPrivateAddresses(block)))
				.key("log", SessionProperties::log, SessionSettings::log, SessionSettings::withLog));

	private static final SingletonSupplier<Map<String, Reading<SessionSettings, Object>>> VALUES = SingletonSupplier
		.of(KeyTable::values);

	private KeyTable() {
	}

	private static Map<String, Reading<SessionSettings, Object>> values() {
		Map<String, Reading<SessionSettings, Object>> values = new TreeMap<>();
		TransportKeys.all().forEach((key, value) -> values.put(key, (s) -> value.read(s.transport())));
		COOKIES.forEach(SessionSettings::cookies, values::put);
		FORKS.forEach(SessionSettings::forks, values::put);
		SHARED.forEach(SessionSettings::shared, values::put);
		OWN.forEach((settings) -> settings, values::put);
		return Collections.unmodifiableMap(values);
	}

	/**
	 * The keys of a session.
	 * @return the keys, sorted
	 */
	public static Set<String> ofSession() {
		return VALUES.obtain().keySet();
	}

	/**
	 * The keys of a mount.
	 * @return the keys, sorted
	 */
	public static Set<String> ofMount() {
		return TransportKeys.all().keySet();
	}

	/**
	 * The value of a key for the settings of a session.
	 * @param key one of the keys of a session
	 * @param settings the settings of the session
	 * @return the value, {@link #MASK} for a secret, or {@code null} for none
	 */
	public static @Nullable Object value(String key, SessionSettings settings) {
		Reading<SessionSettings, Object> value = VALUES.obtain().get(key);
		return (value != null) ? value.read(settings) : null;
	}

	/**
	 * The value of a key for the settings of a mount.
	 * @param key one of the keys of a mount
	 * @param settings the settings of the mount
	 * @return the value, {@link #MASK} for a secret, or {@code null} for none
	 */
	public static @Nullable Object value(String key, TransportSettings settings) {
		Reading<TransportSettings, Object> value = TransportKeys.all().get(key);
		return (value != null) ? value.read(settings) : null;
	}

}
