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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * The keys that were found about one session, by source.
 */
final class SessionKeys {

	static final SessionKeys NONE = new SessionKeys();

	private static final ConfigurationPropertyName PROXY_URL = ConfigurationPropertyName.of("proxy.url");

	private static final Set<ConfigurationPropertyName> PROXY_CREDENTIALS = Set
		.of(ConfigurationPropertyName.of("proxy.username"), ConfigurationPropertyName.of("proxy.password"));

	private static final int PROXY_KEY_LENGTH = 2;

	private String name = "";

	private final Map<ConfigurationPropertySource, List<ConfigurationPropertyName>> bySource = new LinkedHashMap<>();

	/**
	 * Of the ways in which a name is written, the longest has all its dashes.
	 */
	void name(String written) {
		if (written.length() > this.name.length()) {
			this.name = written;
		}
	}

	String name() {
		return this.name;
	}

	void add(ConfigurationPropertySource source, ConfigurationPropertyName key) {
		this.bySource.computeIfAbsent(source, (added) -> new ArrayList<>()).add(key);
	}

	void forEach(BiConsumer<ConfigurationPropertySource, List<ConfigurationPropertyName>> action) {
		this.bySource.forEach(action);
	}

	/**
	 * Leave out inherited credentials of a kind that is not this session's own, an
	 * inherited secret where this session names a file, or the other way round, and the
	 * credentials of a proxy that is not this session's or mount's.
	 */
	List<ConfigurationPropertyName> withoutReplaced(List<ConfigurationPropertyName> inherited) {
		Set<ConfigurationPropertyName> kinds = all().filter(KnownKeys::isOfCredentials)
			.map((key) -> key.chop(2))
			.collect(Collectors.toSet());
		Set<String> secrets = all().filter(KnownKeys::isOfCredentials)
			.map(SessionKeys::withoutFile)
			.collect(Collectors.toSet());
		Set<ConfigurationPropertyName> ownProxies = all().filter((key) -> PROXY_URL.equals(lastTwo(key)))
			.map(SessionKeys::place)
			.collect(Collectors.toSet());
		return inherited.stream()
			.filter((key) -> kinds.isEmpty() || !KnownKeys.isOfCredentials(key) || kinds.contains(key.chop(2)))
			.filter((key) -> !KnownKeys.isOfCredentials(key) || !secrets.contains(withoutFile(key)))
			.filter((key) -> !PROXY_CREDENTIALS.contains(lastTwo(key)) || !ownProxies.contains(place(key)))
			.toList();
	}

	private static ConfigurationPropertyName lastTwo(ConfigurationPropertyName key) {
		return key.subName(Math.max(0, key.getNumberOfElements() - PROXY_KEY_LENGTH));
	}

	/**
	 * What a key of a proxy stands below: nothing, or a mount.
	 */
	private static ConfigurationPropertyName place(ConfigurationPropertyName key) {
		return key.chop(Math.max(0, key.getNumberOfElements() - PROXY_KEY_LENGTH));
	}

	/**
	 * What a secret and its file have in common.
	 */
	private static String withoutFile(ConfigurationPropertyName key) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < key.getNumberOfElements(); i++) {
			path.append('.').append(key.getElement(i, Form.UNIFORM));
		}
		return path.toString().replaceFirst("(?<=[^.])file$", "");
	}

	private Stream<ConfigurationPropertyName> all() {
		return this.bySource.values().stream().flatMap(List::stream);
	}

}
