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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Decides which keys of one session count, beyond the precedence of each single key: the
 * kind of credentials, a secret or its file, and the credentials of a proxy are decided
 * by the source with the highest precedence. Is given the keys of one source at a time,
 * in the order of precedence.
 */
final class KeyPrecedence {

	private static final Set<ConfigurationPropertyName> CLIENT_KEYS = Set.of(
			ConfigurationPropertyName.of("auth.oauth2.client-key"),
			ConfigurationPropertyName.of("auth.oauth2.client-key-id"));

	private static final ConfigurationPropertyName PROXY_URL = ConfigurationPropertyName.of("proxy.url");

	private static final Set<ConfigurationPropertyName> PROXY_CREDENTIALS = Set
		.of(ConfigurationPropertyName.of("proxy.username"), ConfigurationPropertyName.of("proxy.password"));

	private static final int PROXY_KEY_LENGTH = 2;

	private final Set<String> kinds = new HashSet<>();

	private final Set<String> secrets = new HashSet<>();

	private final Set<ConfigurationPropertyName> proxies = new HashSet<>();

	/**
	 * The keys of the session's own that count.
	 * @param keys the keys of a source, each with its full name
	 * @return those that count
	 */
	Map<ConfigurationPropertyName, ConfigurationPropertyName> own(
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys) {
		Map<ConfigurationPropertyName, ConfigurationPropertyName> counting = decide(keys, this::counts);
		keys.keySet()
			.stream()
			.filter((key) -> PROXY_URL.equals(lastTwo(key)))
			.map(KeyPrecedence::parent)
			.forEach(this.proxies::add);
		return counting;
	}

	/**
	 * The inherited keys that count. The credentials of a proxy do not if the session or
	 * mount has a proxy of its own.
	 * @param keys the keys of a source, each with its full name
	 * @return those that count
	 */
	Map<ConfigurationPropertyName, ConfigurationPropertyName> inherited(
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys) {
		return decide(keys, (key) -> counts(key)
				&& (!PROXY_CREDENTIALS.contains(lastTwo(key)) || !this.proxies.contains(parent(key))));
	}

	private Map<ConfigurationPropertyName, ConfigurationPropertyName> decide(
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys,
			Predicate<ConfigurationPropertyName> counts) {
		Map<ConfigurationPropertyName, ConfigurationPropertyName> counting = new LinkedHashMap<>(keys);
		counting.keySet().removeIf((key) -> !counts.test(key));
		if (this.kinds.isEmpty()) {
			this.kinds.addAll(credentials(counting).filter((key) -> !CLIENT_KEYS.contains(key))
				.map(KeyPrecedence::kind)
				.collect(Collectors.toSet()));
		}
		credentials(counting).map(KeyPrecedence::withoutFile).forEach(this.secrets::add);
		return counting;
	}

	private boolean counts(ConfigurationPropertyName key) {
		return !KnownKeys.isOfCredentials(key)
				|| ((this.kinds.isEmpty() || isOfKind(key)) && !this.secrets.contains(withoutFile(key)));
	}

	/**
	 * A client has a key and its ID, wherever the client is registered.
	 */
	private boolean isOfKind(ConfigurationPropertyName key) {
		return this.kinds.contains(kind(key))
				|| (CLIENT_KEYS.contains(key) && this.kinds.contains("oauth2.registration"));
	}

	private static Stream<ConfigurationPropertyName> credentials(
			Map<ConfigurationPropertyName, ConfigurationPropertyName> keys) {
		return keys.keySet().stream().filter(KnownKeys::isOfCredentials);
	}

	/**
	 * The kind of credentials that a key belongs to. Clients that are registered
	 * elsewhere are a kind of their own, and so are forwarded tokens.
	 */
	private static String kind(ConfigurationPropertyName key) {
		String kind = key.getElement(1, Form.UNIFORM);
		if (key.getNumberOfElements() == 2) {
			return kind;
		}
		return switch (key.getElement(2, Form.UNIFORM)) {
			case "registration", "onbehalfof" -> kind + ".registration";
			case "forward", "optional" -> kind + ".forward";
			default -> kind;
		};
	}

	private static ConfigurationPropertyName lastTwo(ConfigurationPropertyName key) {
		return key.subName(Math.max(0, key.getNumberOfElements() - PROXY_KEY_LENGTH));
	}

	/**
	 * The parent of a {@code proxy} block: an empty name, or a mount.
	 */
	private static ConfigurationPropertyName parent(ConfigurationPropertyName key) {
		return key.chop(Math.max(0, key.getNumberOfElements() - PROXY_KEY_LENGTH));
	}

	/**
	 * The uniform key of a secret, which is the same for the key of its file.
	 */
	private static String withoutFile(ConfigurationPropertyName key) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < key.getNumberOfElements(); i++) {
			path.append('.').append(key.getElement(i, Form.UNIFORM));
		}
		return path.toString().replaceFirst("(?<=[^.])file$", "");
	}

}
