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
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every snippet of the documentation: Java is compiled, JSON and XML are parsed.
 * {@code DocumentedYamlTests} tests YAML and properties.
 */
class SnippetTests {

	/**
	 * The pages with the Java of tests, which {@code PageTests} and {@code
	 * TestingPageTests} compare.
	 */
	private static final Set<String> PAGES_OF_TESTS = Set.of("from-requests.md", "testing.md");

	private static final Set<String> TESTED = Set.of("java", "yaml", "properties", "json", "xml");

	private static final Set<String> NOT_RUN = Set.of("python", "shell", "text");

	/**
	 * Other libraries, whose fragments on a page are not tested.
	 */
	private static final Set<String> OTHERS = Set.of("(OpenFeign)", "(Riptide)");

	static List<Fence> all() {
		return Page.all().stream().flatMap((page) -> page.fences().stream()).toList();
	}

	static List<Fence> java() {
		return tested("java").stream().filter((fence) -> !PAGES_OF_TESTS.contains(fence.page())).toList();
	}

	static List<Fence> json() {
		return tested("json");
	}

	static List<Fence> xml() {
		return tested("xml");
	}

	private static List<Fence> tested(String language) {
		return all().stream().filter((fence) -> fence.language().equals(language) && fence.note().isEmpty()).toList();
	}

	@ParameterizedTest
	@MethodSource
	void java(Fence fence, @TempDir Path classes) {
		assertThat(new SnippetCompiler(classes).compile(fence)).as("%s%n%s", fence, fence.code()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void json(Fence fence) {
		assertThat(JsonMapper.shared().readTree(fence.code())).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void xml(Fence fence) throws ParserConfigurationException, IOException, SAXException {
		String document = "<snippet>" + fence.code() + "</snippet>";
		assertThat(DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(document)))
			.getElementsByTagName("dependency")
			.getLength()).isPositive();
	}

	@ParameterizedTest
	@MethodSource("all")
	void snippetNamesItsLanguage(Fence fence) {
		assertThat(TESTED.contains(fence.language()) || NOT_RUN.contains(fence.language()))
			.as("%s is tested or known as one that is not: %s", fence, fence.language())
			.isTrue();
	}

	/**
	 * Fragments of another library are compared with sessions, so they are only on the
	 * page that does so.
	 */
	@Test
	void onlyFragmentsOfOtherLibrariesAreNotTested() {
		List<Fence> marked = all().stream().filter((fence) -> !fence.note().isEmpty()).toList();
		assertThat(marked).hasSize(4).allSatisfy((fence) -> {
			assertThat(fence.page()).as(fence.toString()).isEqualTo("from-spring-clients.md");
			assertThat(OTHERS).as(fence.toString()).contains(fence.note());
		});
	}

}
