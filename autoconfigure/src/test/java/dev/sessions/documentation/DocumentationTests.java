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

package dev.sessions.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that all links work, that each page names its readers and is listed in the
 * index, and that the README is short.
 */
class DocumentationTests {

	private static final int LINES_OF_README = 250;

	private static final Pattern MENTION = Pattern.compile("\\bdocs/([a-z-]+\\.(?:md|json|png)(?:#[a-z0-9-]+)?)");

	private static final List<String> FOLDERS = List.of(".github", "docs", "src", "autoconfigure/src", "test/src",
			"sample-app/src", "benchmarks/src");

	static List<Page> all() {
		return Page.all();
	}

	static List<Page> inDocs() {
		return Page.all().stream().filter(Page::isInDocs).toList();
	}

	@ParameterizedTest
	@MethodSource("all")
	void noLinkIsDead(Page page) {
		assertThat(page.links()).filteredOn((link) -> !link.matches("(https?|mailto):.+"))
			.allSatisfy((link) -> assertThat(isAlive(page.file().resolveSibling(fileOf(page, link)), link)).as(link)
				.isTrue());
	}

	/**
	 * Sources, issue templates and the like mention pages by their path from the root.
	 */
	@Test
	void mentionedPagesExist() throws IOException {
		Set<String> mentioned = new HashSet<>();
		for (String folder : FOLDERS) {
			try (Stream<Path> files = Files.walk(Page.ROOT.resolve(folder))) {
				for (Path file : files.filter(DocumentationTests::isText).toList()) {
					MENTION.matcher(Files.readString(file)).results().forEach((match) -> mentioned.add(match.group(1)));
				}
			}
		}
		Page.all().forEach((page) -> MENTION.matcher(page.text()).results().forEach((m) -> mentioned.add(m.group(1))));
		assertThat(mentioned).contains("security.md")
			.allSatisfy((page) -> assertThat(isAlive(Page.ROOT.resolve("docs").resolve(page.split("#", 2)[0]), page))
				.as(page)
				.isTrue());
	}

	@ParameterizedTest
	@MethodSource("inDocs")
	void firstParagraphNamesTheReaders(Page page) {
		assertThat(page.firstParagraph()).startsWith("For those ");
	}

	@ParameterizedTest
	@MethodSource("inDocs")
	void isInTheIndex(Page page) {
		Page index = Page.of("docs/index.md");
		if (!page.name().equals(index.name())) {
			assertThat(index.links()).extracting((link) -> link.split("#", 2)[0]).contains(page.name());
		}
	}

	@Test
	void readmeIsShort() {
		assertThat(Page.of("README.md").text().lines().count()).isLessThanOrEqualTo(LINES_OF_README);
	}

	private static String fileOf(Page page, String link) {
		return link.startsWith("#") ? page.name() : link.split("#", 2)[0];
	}

	/**
	 * Whether the file and, if the link has an anchor, the heading exist.
	 */
	private static boolean isAlive(Path file, String link) {
		if (!Files.exists(file)) {
			return false;
		}
		String[] parts = link.split("#", 2);
		return parts.length == 1 || Page.of(Page.ROOT.relativize(file).toString()).anchors().contains(parts[1]);
	}

	private static boolean isText(Path file) {
		return Files.isRegularFile(file) && file.toString().matches(".*\\.(java|md|xml|yaml|yml|html|json)");
	}

}
