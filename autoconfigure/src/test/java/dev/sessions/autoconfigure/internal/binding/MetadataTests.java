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

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.sessions.SessionSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the metadata, from which editors complete and explain keys, matches the
 * properties classes.
 */
class MetadataTests {

	private static final String DEFAULT = "sessions.default.";

	private static final Set<String> WITHOUT_DEFAULT = Set.of("allowed-hosts", "auth.allowed-origins",
			"auth.api-key.name", "auth.api-key.value", "auth.aws.profile", "auth.aws.region", "auth.aws.service",
			"auth.basic.password", "auth.basic.password-file", "auth.basic.username", "auth.basic.username-file",
			"auth.bearer.forward", "auth.bearer.optional", "auth.bearer.token", "auth.bearer.token-file",
			"auth.digest.password", "auth.digest.username", "auth.login.csrf-field", "auth.login.expired.redirects-to",
			"auth.login.form", "auth.login.json", "auth.login.token.expires-in", "auth.login.token.header",
			"auth.login.token.pointer", "auth.login.token.scheme", "auth.login.uri", "auth.netrc.file",
			"auth.oauth2.audience", "auth.oauth2.client-id", "auth.oauth2.client-secret",
			"auth.oauth2.client-authentication", "auth.oauth2.client-key", "auth.oauth2.client-key-id",
			"auth.oauth2.on-behalf-of", "auth.oauth2.registration", "auth.oauth2.scopes", "auth.oauth2.token-uri",
			"base-url", "bulkhead.enabled", "circuit-breaker.enabled", "cookies.file", "forks.by", "groups", "headers",
			"health.path", "mounts", "params", "pool.max-connections-per-route", "proxy.no-proxy", "proxy.password",
			"proxy.url", "proxy.username", "rate-limit.enabled", "shared.encryption-key", "shared.namespace",
			"ssl.bundle");

	private static JsonNode metadata;

	@BeforeAll
	static void read() throws IOException {
		try (InputStream file = MetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			metadata = JsonMapper.shared().readTree(file);
		}
	}

	static List<JsonNode> properties() throws IOException {
		if (metadata == null) {
			read();
		}
		return properties(DEFAULT);
	}

	private static List<JsonNode> properties(String prefix) {
		return StreamSupport.stream(metadata.get("properties").spliterator(), false)
			.filter((property) -> name(property).startsWith(prefix))
			.toList();
	}

	@Test
	void sessionsAreAMapOfProperties() {
		JsonNode sessions = properties("sessions").get(0);
		assertThat(sessions.get("type").asString())
			.isEqualTo("java.util.Map<java.lang.String," + SessionProperties.class.getName() + ">");
	}

	@Test
	void eachKeyIsDescribedAndNothingElse() throws IOException {
		Map<String, String> described = new TreeMap<>();
		properties().forEach((property) -> described.put(name(property),
				property.get("type").asString() + " of " + property.get("sourceType").asString()));
		assertThat(described).isEqualTo(keys(DEFAULT, SessionProperties.class, false));
		assertThat(properties("sessions")).hasSize(described.size() + 1);
	}

	@Test
	void eachBlockIsDescribedAndNothingElse() {
		Map<String, String> described = new TreeMap<>();
		metadata.get("groups").forEach((group) -> {
			if (name(group).startsWith(DEFAULT)) {
				described.put(name(group), group.get("type").asString() + " of " + group.get("sourceType").asString());
			}
		});
		assertThat(described).isEqualTo(keys(DEFAULT, SessionProperties.class, true));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionIsASentence(JsonNode property) {
		assertThat(property.get("description").asString()).matches("[A-Z].{5,}\\.");
	}

	@Test
	void keysHaveDefaults() throws IOException {
		Set<String> without = properties().stream()
			.filter((property) -> !property.has("defaultValue"))
			.map((property) -> name(property).substring(DEFAULT.length()))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(without).isEqualTo(new TreeSet<>(WITHOUT_DEFAULT));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultAppliesWithoutTheKey(JsonNode property) {
		if (!property.has("defaultValue")) {
			return;
		}
		Map<String, Object> values = new LinkedHashMap<>();
		if (name(property).startsWith(DEFAULT + "auth.login.")) {
			values.put("sessions.one.auth.login.uri", "/login");
		}
		else {
			values.put("sessions.one.auth.api-key.name", "name");
			values.put("sessions.one.auth.api-key.value", "value");
		}
		for (String block : List.of("bulkhead", "circuit-breaker", "rate-limit")) {
			values.put("sessions.one." + block + ".enabled", "true");
		}
		int companions = values.size();
		SessionConfiguration without = configuration(values);
		String key = "sessions.one." + name(property).substring(DEFAULT.length());
		JsonNode value = property.get("defaultValue");
		if (value.isArray()) {
			value.forEach((element) -> values.put(key + "[" + (values.size() - companions) + "]", element.asString()));
		}
		else {
			values.put(key, value.asString());
		}
		SessionConfiguration with = configuration(values);
		assertThat(with.settings()).isEqualTo(without.settings());
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		assertThat(with.credentials(beans)).usingRecursiveComparison().isEqualTo(without.credentials(beans));
		assertThat(with.primary()).isEqualTo(without.primary());
	}

	@Test
	void hintsAreForKeys() {
		Set<String> names = properties("sessions").stream().map(MetadataTests::name).collect(Collectors.toSet());
		metadata.get("hints")
			.forEach((hint) -> assertThat(names).contains(name(hint).replaceAll("\\.(keys|values)$", "")));
	}

	private static SessionConfiguration configuration(Map<String, Object> values) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", values));
		return new SessionConfiguration("one", new SessionsEnvironment(environment), SessionSettings.defaults());
	}

	private static Map<String, String> keys(String prefix, Class<?> type, boolean blocks) {
		Map<String, String> keys = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String key = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			boolean isBlock = KnownKeys.isBlock(component.getType());
			if (isBlock) {
				keys.putAll(keys(key + ".", component.getType(), blocks));
			}
			if (isBlock == blocks) {
				keys.put(key, ResolvableType.forType(component.getGenericType()).toString().replace(", ", ",") + " of "
						+ type.getName());
			}
		}
		return keys;
	}

	private static String name(JsonNode node) {
		return node.get("name").asString();
	}

}
