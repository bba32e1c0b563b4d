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

package dev.sessions.autoconfigure.binding;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.SessionSettings;
import dev.sessions.actuate.SettingKeys;
import dev.sessions.autoconfigure.binding.KeyBlock.Reading;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.ForkSettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.StoreKind;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * The table of all keys of settings: those that only sessions have, and
 * {@link TransportKeys}.
 */
final class KeyTable implements SettingKeys {

	static final KeyBlock<CookieProperties, CookieSettings> COOKIES = new KeyBlock<CookieProperties, CookieSettings>(
			"cookies")
		.key("enabled", CookieProperties::enabled, CookieSettings::enabled, CookieSettings::withEnabled)
		.key("max-count", CookieProperties::maxCount, CookieSettings::maxCount, CookieSettings::withMaxCount)
		.shown("file", CookieSettings::file);

	static final KeyBlock<ForkProperties, ForkSettings> FORKS = new KeyBlock<ForkProperties, ForkSettings>("forks")
		.key("max-count", ForkProperties::maxCount, ForkSettings::maxCount, ForkSettings::withMaxCount)
		.key("max-idle", ForkProperties::maxIdle, ForkSettings::maxIdle, ForkSettings::withMaxIdle);

	static final KeyBlock<SharedProperties, SharedSettings> SHARED = new KeyBlock<SharedProperties, SharedSettings>(
			"shared")
		.key("store", SharedProperties::store, SharedSettings::store,
				(settings, kind) -> settings.withStore((kind != StoreKind.NONE) ? kind : null))
		.key("namespace", SharedProperties::namespace, SharedSettings::namespace, SharedSettings::withNamespace)
		.key("encryption-key", SharedProperties::encryptionKey,
				(settings) -> settings.encryptionKeys().isEmpty() ? null : MASK,
				(settings, keys) -> settings.withEncryptionKeys(List.copyOf(keys)))
		.key("when-unavailable", SharedProperties::whenUnavailable, SharedSettings::whenUnavailable,
				SharedSettings::withWhenUnavailable)
		.key("cookies", SharedProperties::cookies, SharedSettings::cookies, SharedSettings::withCookies)
		.key("tokens", SharedProperties::tokens, SharedSettings::tokens, SharedSettings::withTokens)
		.key("rate-limit", SharedProperties::rateLimit, SharedSettings::rateLimit, SharedSettings::withRateLimit)
		.key("retry-after", SharedProperties::retryAfter, SharedSettings::retryAfter, SharedSettings::withRetryAfter);

	static final KeyBlock<SessionProperties, SessionSettings> OWN = new KeyBlock<SessionProperties, SessionSettings>("")
		.shown("base-url", SessionSettings::baseUrl)
		.shown("auth.allowed-origins", SessionSettings::allowedOrigins)
		.shown("allowed-hosts", (settings) -> settings.egress().allowedHosts())
		.key("block-private-addresses", SessionProperties::blockPrivateAddresses,
				(settings) -> settings.egress().blockPrivateAddresses(),
				(settings, block) -> settings.withEgress(settings.egress().withBlockPrivateAddresses(block)))
		.key("log", SessionProperties::log, SessionSettings::log, SessionSettings::withLog);

	private final Map<String, Reading<SessionSettings, Object>> values = new TreeMap<>();

	KeyTable() {
		TransportKeys.all().forEach((key, value) -> this.values.put(key, (s) -> value.read(s.transport())));
		COOKIES.forEach(SessionSettings::cookies, this.values::put);
		FORKS.forEach(SessionSettings::forks, this.values::put);
		SHARED.forEach(SessionSettings::shared, this.values::put);
		OWN.forEach((settings) -> settings, this.values::put);
	}

	@Override
	public Set<String> ofSession() {
		return Collections.unmodifiableSet(this.values.keySet());
	}

	@Override
	public Set<String> ofMount() {
		return TransportKeys.all().keySet();
	}

	@Override
	public @Nullable Object value(String key, SessionSettings settings) {
		Reading<SessionSettings, Object> value = this.values.get(key);
		return (value != null) ? value.read(settings) : null;
	}

	@Override
	public @Nullable Object value(String key, TransportSettings settings) {
		Reading<TransportSettings, Object> value = TransportKeys.all().get(key);
		return (value != null) ? value.read(settings) : null;
	}

}
