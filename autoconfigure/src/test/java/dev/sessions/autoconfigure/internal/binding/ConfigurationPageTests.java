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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.Yaml;
import dev.sessions.documentation.Fence;
import dev.sessions.documentation.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Verifies that {@code docs/configuration.md} contains all keys, that each key is
 * explained on the page of its subject, and that other pages name the same defaults.
 */
class ConfigurationPageTests {

	private static final Path PAGE = Path.of("../docs/configuration.md");

	private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9.-]+)` \\| (`[^`|]+`)? ?\\| [^|]+ \\|$",
			Pattern.MULTILINE);

	static List<DocumentedKey> keys() throws IOException {
		return DocumentedKey.all();
	}

	/**
	 * The keys that require no other key than a base URL and a proxy.
	 */
	static List<DocumentedKey> keysOfSettings() throws IOException {
		return keys().stream().filter((key) -> !key.key().matches("(management|auth|ssl|shared|mounts)\\b.*")).toList();
	}

	@Test
	void everyKeyHasARowAndNothingElse() throws IOException {
		assertThat(keys()).extracting(DocumentedKey::name)
			.as("documentation/keys.txt must have a row for each key of the metadata")
			.containsExactlyInAnyOrderElementsOf(new ConfigurationPage().names());
	}

	@Test
	void pageIsGenerated() throws IOException {
		String text = new ConfigurationPage().text();
		if ("write".equals(System.getProperty("documentation"))) {
			Files.writeString(PAGE, text);
		}
		assertThat(Files.readString(PAGE))
			.as("docs/configuration.md; to generate it again: %s", ConfigurationPage.COMMAND)
			.isEqualTo(text);
	}

	@ParameterizedTest
	@MethodSource("keysOfSettings")
	void exampleIsAccepted(DocumentedKey key) throws IOException {
		Map<String, Object> values = new HashMap<>(Map.of("PROXY_PASSWORD", "secret"));
		keys().stream()
			.filter((other) -> other.equals(key) || other.key().matches("base-url|proxy\\.(url|username|password)"))
			.forEach((other) -> values.put("sessions.one." + other.exampleKey(), other.exampleValue()));
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("example", values));
		assertThatNoException().isThrownBy(() -> new SessionConfiguration("one", new SessionsEnvironment(environment),
				SessionSettings.defaults()));
	}

	/**
	 * A page names a key in full, as part of a block ({@code auth.basic.*}), or in YAML.
	 */
	@ParameterizedTest
	@MethodSource("keys")
	void keyIsExplainedOnThePageOfItsSubject(DocumentedKey key) {
		Page page = Page.ofUsers()
			.stream()
			.filter((candidate) -> candidate.name().equals(key.page()))
			.findFirst()
			.orElseThrow();
		String text = page.text();
		boolean named = Pattern.compile("`" + Pattern.quote(key.key()) + "(?![\\w.-])").matcher(text).find()
				|| text.contains("`" + parent(key.key()) + ".*`")
				|| page.fences().stream().anyMatch((fence) -> isSetIn(fence, key));
		assertThat(named).as("%s names %s", page, key.key()).isTrue();
	}

	@Test
	void defaultsOnOtherPagesAreTheSame() throws IOException {
		ConfigurationPage configuration = new ConfigurationPage();
		Map<String, DocumentedKey> keys = keys().stream()
			.collect(Collectors.toMap(DocumentedKey::key, Function.identity()));
		for (Page page : Page.ofUsers()) {
			ROW.matcher(page.text()).results().filter((row) -> keys.containsKey(row.group(1))).forEach((row) -> {
				String value = configuration.defaultOf(keys.get(row.group(1)));
				if (row.group(2) != null && !value.isEmpty()) {
					assertThat(row.group(2)).as("%s: %s", page, row.group(1)).isEqualTo("`" + value + "`");
				}
			});
		}
	}

	private static String parent(String key) {
		return key.replaceAll("\\.[^.]+$", "");
	}

	private static boolean isSetIn(Fence fence, DocumentedKey key) {
		if (!fence.language().equals("yaml")) {
			return false;
		}
		StandardEnvironment environment = new StandardEnvironment();
		Yaml.addTo(environment, fence.code());
		Pattern name = Pattern.compile("(sessions\\.[^.]+\\.)?" + Pattern.quote(key.key()) + "(\\[.*)?");
		return environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.map(EnumerablePropertySource.class::cast)
			.flatMap((source) -> Arrays.stream(source.getPropertyNames()))
			.anyMatch((property) -> name.matcher(property.toString()).matches());
	}

}
