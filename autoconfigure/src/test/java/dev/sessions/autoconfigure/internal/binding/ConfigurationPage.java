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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.sessions.documentation.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * Generates {@code docs/configuration.md} from the metadata, which contains types,
 * defaults and descriptions, and from {@code documentation/keys.txt}, which contains the
 * rest.
 */
final class ConfigurationPage {

	static final String COMMAND = "mvn -B -pl autoconfigure -am test -Dtest=ConfigurationPageTests "
			+ "-Dsurefire.failIfNoSpecifiedTests=false -Ddocumentation=write";

	private static final String HEAD = """
			# Configuration

			For those who look up a key: what it means, its default and an example, by subject. Every subject has a page of its
			own, which explains how its keys work together.

			The keys are below `sessions.<name>`, and what is below `sessions.default` is inherited by all sessions. A key without
			a default is not set. [Getting started](getting-started.md#where-settings-come-from) says where values come from.

			This page is generated. Descriptions are the Javadoc of the properties records, examples are in
			`autoconfigure/src/test/resources/documentation/keys.txt`, and this command writes the page:

			```shell
			%s
			```
			""";

	private final Map<String, JsonNode> metadata = new TreeMap<>();

	ConfigurationPage() throws IOException {
		try (InputStream file = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonMapper.shared()
				.readTree(file)
				.get("properties")
				.forEach((property) -> this.metadata.put(property.get("name").asString(), property));
		}
		this.metadata.remove("sessions");
	}

	/**
	 * The names of all keys.
	 */
	List<String> names() {
		return List.copyOf(this.metadata.keySet());
	}

	String defaultOf(DocumentedKey key) {
		JsonNode value = property(key).get("defaultValue");
		if (value == null) {
			return "";
		}
		return value.isArray() ? StreamSupport.stream(value.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.joining(", ")) : value.asString();
	}

	String text() throws IOException {
		StringBuilder text = new StringBuilder(HEAD.formatted(COMMAND));
		String group = "";
		for (DocumentedKey key : DocumentedKey.all()) {
			if (!key.group().equals(group)) {
				group = key.group();
				text.append("\n## %s\n\nMore in [%s](%s).\n\n".formatted(group, title(key.page()), key.page()));
				text.append("| key | type | default | example | since | meaning |\n|---|---|---|---|---|---|\n");
			}
			text.append(row(key));
		}
		return text.toString();
	}

	private String row(DocumentedKey key) {
		String example = key.key().contains("<") ? key.exampleKey() + "=" + key.exampleValue() : key.example();
		return Stream
			.of("`" + key.key() + "`", type(property(key).get("type").asString()), quoted(defaultOf(key)),
					"`" + example + "`", key.since(), property(key).get("description").asString())
			.map((column) -> column.isEmpty() ? "" : column + " ")
			.collect(Collectors.joining("| ", "| ", "|\n"));
	}

	private JsonNode property(DocumentedKey key) {
		JsonNode property = this.metadata.get(key.name());
		if (property == null) {
			throw new IllegalStateException("There is no key " + key.name() + ", which keys.txt has");
		}
		return property;
	}

	private static String quoted(String text) {
		return text.isEmpty() ? "" : "`" + text + "`";
	}

	private static String title(String page) {
		return Page.ofUsers()
			.stream()
			.filter((candidate) -> candidate.name().equals(page))
			.findFirst()
			.orElseThrow()
			.text()
			.lines()
			.findFirst()
			.orElseThrow()
			.substring(2);
	}

	private static String type(String name) {
		String raw = name.replaceFirst("<.*", "");
		return switch (raw) {
			case "java.lang.String" -> "text";
			case "java.lang.Boolean" -> "`true`, `false`";
			case "java.lang.Integer", "java.lang.Double" -> "number";
			case "java.time.Duration" -> "duration";
			case "org.springframework.util.unit.DataSize" -> "size";
			case "java.util.Set" -> name.contains("Integer") ? "numbers" : "list";
			case "java.util.Map" -> name.contains("List") ? "list" : name.contains("MountProperties") ? "keys" : "text";
			default -> values(raw);
		};
	}

	private static String values(String type) {
		Object[] constants = ClassUtils.resolveClassName(type, null).getEnumConstants();
		return Stream.of(constants)
			.map((constant) -> "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
			.collect(Collectors.joining(", "));
	}

}
