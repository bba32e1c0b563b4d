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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;
import org.springframework.boot.configurationmetadata.ValueHint;
import org.springframework.boot.configurationmetadata.ValueProvider;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of the completion in editors, as Spring Boot's metadata reader provides it. Below
 * the name of a session, editors complete the keys of the type of {@code sessions}; hints
 * for values exist only below {@code sessions.default}, because metadata has no pattern
 * for names.
 */
class CompletionTests {

	private static final Map<String, ConfigurationMetadataProperty> PROPERTIES = read();

	private static Map<String, ConfigurationMetadataProperty> read() {
		try (InputStream file = CompletionTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return ConfigurationMetadataRepositoryJsonBuilder.create(file).build().getAllProperties();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurationMetadataProperty property(String key) {
		return PROPERTIES.get("sessions.default." + key);
	}

	static Stream<ConfigurationMetadataProperty> keys() {
		return KnownKeys.all()
			.entrySet()
			.stream()
			.filter((key) -> key.getValue() != KnownKeys.Kind.BLOCK)
			.map((key) -> property(key.getKey()));
	}

	static Stream<ConfigurationMetadataProperty> choices() {
		return keys().filter((key) -> key.getType().startsWith("dev.sessions."));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyIsExplained(ConfigurationMetadataProperty key) {
		assertThat(key.getType()).isNotBlank();
		assertThat(key.getShortDescription()).endsWith(".");
	}

	@ParameterizedTest
	@CsvSource({ "timeout.read, 10s", "log, none", "pool.max-connections, 50", "cookies.enabled, true" })
	void defaultIsShown(String key, String value) {
		assertThat(property(key).getDefaultValue()).hasToString(value);
	}

	@Test
	void anyNameIsCompletedByTheKeysOfASession() throws Exception {
		ConfigurationMetadataProperty sessions = PROPERTIES.get("sessions");
		assertThat(sessions.getType())
			.isEqualTo(ResolvableType.forClassWithGenerics(Map.class, String.class, SessionProperties.class)
				.toString()
				.replace(", ", ","));
		assertThat(sessions.getHints().getKeyHints()).extracting(ValueHint::getValue).containsExactly("default");
		assertThat(sessions.getHints().getKeyProviders()).extracting(ValueProvider::getName).containsExactly("any");
	}

	@ParameterizedTest
	@MethodSource("choices")
	void choicesAreEnums(ConfigurationMetadataProperty key) throws Exception {
		assertThat(ClassUtils.forName(key.getType(), null).getEnumConstants()).hasSizeGreaterThan(0);
	}

	@ParameterizedTest
	@CsvSource({ "auth.aws.service, s3", "auth.login.expired.statuses, 401", "auth.login.method, POST",
			"retry.methods, POST", "retry.statuses, 503" })
	void commonValuesAreOfferedAndOthersAllowed(String key, String value) {
		assertThat(property(key).getHints().getValueHints()).extracting(ValueHint::getValue)
			.extracting(Object::toString)
			.contains(value);
		assertThat(providers(key)).extracting(ValueProvider::getName).containsExactly("any");
	}

	@Test
	void namesOfHeadersAreOffered() {
		assertThat(property("headers").getHints().getKeyHints()).extracting(ValueHint::getValue).contains("Accept");
	}

	@ParameterizedTest
	@CsvSource({ "groups, spring-bean-reference, dev.sessions.Session",
			"auth.oauth2.client-key, handle-as, org.springframework.core.io.Resource" })
	void beansAndResourcesAreOffered(String key, String provider, String target) throws Exception {
		assertThat(ClassUtils.forName(target, null)).isNotNull();
		assertThat(providers(key)).singleElement()
			.satisfies((offered) -> assertThat(offered.getName()).isEqualTo(provider))
			.satisfies((offered) -> assertThat(offered.getParameters()).containsExactly(entry("target", target)));
	}

	private static List<ValueProvider> providers(String key) {
		return property(key).getHints().getValueProviders();
	}

}
