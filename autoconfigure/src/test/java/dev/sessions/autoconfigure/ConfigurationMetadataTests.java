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

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sessions.SessionSettings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an IDE is told about the keys is what the properties classes say.
 */
class ConfigurationMetadataTests {

	private static final String PREFIX = "sessions.default.";

	private final Map<String, JsonNode> metadata = read();

	@Test
	void everyKeyAndNoOtherIsDescribedWithItsType() {
		Map<String, String> described = this.metadata.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().get("type").asString()));
		assertThat(described).containsExactlyInAnyOrderEntriesOf(types("", SessionProperties.class));
	}

	@Test
	void everyDescriptionIsASentence() {
		assertThat(this.metadata)
			.allSatisfy((key, property) -> assertThat(property.get("description").asString()).matches("[A-Z].{8,}\\."));
	}

	@Test
	void everyDefaultIsTheOneThatHolds() {
		RecordedSettings settings = new RecordedSettings();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
			.withBean(RecordedSettings.class, () -> settings)
			.withPropertyValues("sessions.one.retry.max-attempts=1")
			.withPropertyValues(defaults())
			.run((context) -> {
				context.getBean("one");
				SessionSettings actual = settings.of("one");
				assertThat(actual.withRetry(actual.retry().withMaxAttempts(3))).isEqualTo(SessionSettings.defaults());
			});
	}

	@Test
	void everySettingWithADefaultNamesIt() {
		assertThat(this.metadata.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().has("defaultValue"))
			.map(Map.Entry::getKey)).containsExactlyInAnyOrder("base-url", "headers", "params", "auth.basic.username",
					"auth.basic.password", "auth.bearer.token", "auth.api-key.name", "auth.api-key.value",
					"auth.allowed-origins", "pool.max-connections-per-route");
	}

	private String[] defaults() {
		return this.metadata.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().has("defaultValue") && !entry.getKey().startsWith("auth."))
			.map((entry) -> PREFIX + entry.getKey() + "=" + text(entry.getValue().get("defaultValue")))
			.toArray(String[]::new);
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
				: value.asString();
	}

	private static Map<String, String> types(String prefix, Class<?> type) {
		Map<String, String> types = new LinkedHashMap<>();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String key = prefix + DataObjectPropertyName.toDashedForm(property.getName());
			if (KnownKeys.isBlock(property.getPropertyType())) {
				types.putAll(types(key + ".", property.getPropertyType()));
			}
			else if (!"class".equals(property.getName())) {
				types.put(key, property.getReadMethod().getGenericReturnType().getTypeName().replace(", ", ","));
			}
		}
		return types;
	}

	private static Map<String, JsonNode> read() {
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		try (InputStream file = SessionProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			for (JsonNode property : JsonMapper.shared().readTree(file).get("properties")) {
				String name = property.get("name").asString();
				if (name.startsWith(PREFIX)) {
					properties.put(name.substring(PREFIX.length()), property);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

}
