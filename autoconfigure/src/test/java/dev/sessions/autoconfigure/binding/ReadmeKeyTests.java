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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table has all keys, with the defaults that the metadata has for editors.
 */
class ReadmeKeyTests {

	private static final String DEFAULT = "sessions.default.";

	private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| ?([^|]*?) ?\\| [^|]+ \\|$",
			Pattern.MULTILINE);

	private static final Pattern KEY = Pattern.compile("`([a-z0-9.-]+?)(\\.<.+)?`");

	@Test
	void allKeysAreThere() throws IOException {
		assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(defaults().keySet());
	}

	@Test
	void defaultsAreRight() throws IOException {
		Map<String, String> documented = documented();
		defaults().forEach((key, value) -> {
			if (!value.isEmpty()) {
				assertThat(documented.get(key)).as(key).isEqualTo("`" + value + "`");
			}
		});
	}

	/**
	 * What the section of the keys says. One row may be of several keys.
	 */
	private static Map<String, String> documented() throws IOException {
		String readme = Files.readString(Path.of("../README.md"));
		String section = readme.substring(readme.indexOf("\n## All keys"), readme.indexOf("\n## Metrics"));
		Map<String, String> documented = new TreeMap<>();
		ROW.matcher(section).results().forEach((row) -> putAll(documented, row));
		return documented;
	}

	private static void putAll(Map<String, String> documented, MatchResult row) {
		KEY.matcher(row.group(1)).results().forEach((key) -> documented.put(key.group(1), row.group(2)));
	}

	private static Map<String, String> defaults() throws IOException {
		try (InputStream file = ReadmeKeyTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return StreamSupport.stream(JsonMapper.shared().readTree(file).get("properties").spliterator(), false)
				.filter((property) -> property.get("name").asString().startsWith(DEFAULT))
				.collect(Collectors.toMap((property) -> property.get("name").asString().substring(DEFAULT.length()),
						(property) -> text(property.get("defaultValue"))));
		}
	}

	private static String text(JsonNode value) {
		if (value == null) {
			return "";
		}
		return value.isArray() ? StreamSupport.stream(value.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.joining(", ")) : value.asString();
	}

}
