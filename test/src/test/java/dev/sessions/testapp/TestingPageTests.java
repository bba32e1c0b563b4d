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

package dev.sessions.testapp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that {@code docs/testing.md} shows exactly the code of these tests.
 */
class TestingPageTests {

	private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern REGION = Pattern.compile("^\\t*// tag::([a-z]+)\\[]\\n(.*?)\\n\\t*// end::\\1\\[]$",
			Pattern.MULTILINE | Pattern.DOTALL);

	@Test
	void codeOfThePageMatchesTheTests() throws IOException {
		List<String> blocks = find(BLOCK, 1, Files.readString(Path.of("../docs/testing.md")));
		List<String> regions = new ArrayList<>();
		try (Stream<Path> sources = Files.list(Path.of("src/test/java/dev/sessions/testapp"))) {
			for (Path source : sources.filter((file) -> !file.endsWith("TestingPageTests.java")).toList()) {
				find(REGION, 2, Files.readString(source)).forEach((region) -> regions.add(unindent(region)));
			}
		}
		assertThat(blocks).isNotEmpty().containsExactlyInAnyOrderElementsOf(regions);
	}

	private static List<String> find(Pattern pattern, int group, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(group).stripTrailing()).toList();
	}

	private static String unindent(String code) {
		return (code.startsWith("\t") ? code.replaceAll("(?m)^\t", "") : code).stripTrailing();
	}

}
