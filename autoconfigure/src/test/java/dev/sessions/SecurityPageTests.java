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

package dev.sessions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the tests named by {@code docs/security.md} exist.
 */
class SecurityPageTests {

	private static final Path TESTS = Path.of("src/test/java");

	@Test
	void namedTestsExist() throws IOException {
		try (Stream<Path> files = Files.walk(TESTS)) {
			Set<String> tests = files.map((file) -> file.getFileName().toString().replace(".java", ""))
				.collect(Collectors.toSet());
			assertThat(found("`(\\w+Tests)`", page())).isNotEmpty().isSubsetOf(tests);
		}
	}

	@Test
	void namedAttacksAreReplayed() throws IOException {
		Set<String> replayed = found("CVE-\\d+-\\d+",
				Files.readString(TESTS.resolve("dev/sessions/CveReplayTests.java")));
		assertThat(found("CVE-\\d+-\\d+", page())).containsAll(replayed);
		Pattern row = Pattern.compile("\\| [^|]+: (CVE[^|]+)\\| `CveReplayTests`");
		Set<String> promised = new TreeSet<>();
		for (Matcher matcher = row.matcher(page()); matcher.find();) {
			promised.addAll(found("CVE-\\d+-\\d+", matcher.group(1)));
		}
		assertThat(promised).isEqualTo(replayed);
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/security.md"));
	}

	private static Set<String> found(String pattern, String text) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((result) -> (result.groupCount() > 0) ? result.group(1) : result.group())
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
