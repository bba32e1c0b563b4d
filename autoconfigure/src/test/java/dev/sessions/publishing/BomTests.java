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

package dev.sessions.publishing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the BOM contains each published module, and the build's version of each
 * library that applications may add and Spring Boot does not manage.
 */
class BomTests {

	private static final Pattern PROPERTY = Pattern.compile("\\$\\{(.+)}");

	private final Document parent = read("..");

	private final Map<String, String> bom = managed(read("../bom"));

	@Test
	void eachPublishedModuleIsListed() {
		List<String> published = publishedModules().map((module) -> text(module, "/project/artifactId/text()"))
			.toList();
		assertThat(published).hasSizeGreaterThan(2);
		assertThat(this.bom.keySet().stream().filter((managed) -> managed.startsWith("dev.sessions:")))
			.containsExactlyInAnyOrderElementsOf(published.stream().map("dev.sessions:"::concat).toList());
	}

	@Test
	void versionsAreThoseOfTheBuild() {
		assertThat(managed(this.parent)).containsAllEntriesOf(this.bom);
	}

	@Test
	void librariesThatApplicationsMayAddAreListed() {
		Set<String> managed = new TreeSet<>(managed(this.parent).keySet());
		managed.removeIf((library) -> library.endsWith("bom") || library.endsWith("-dependencies"));
		Set<String> added = new TreeSet<>();
		publishedModules().forEach((module) -> added.addAll(dependencies(module)));
		assertThat(added).contains("org.jsoup:jsoup");
		assertThat(added.stream().filter(managed::contains)).allMatch(this.bom::containsKey);
	}

	private Stream<Document> publishedModules() {
		return texts(this.parent, "/project/modules/module/text()").filter(Predicate.not("bom"::equals))
			.map((module) -> read("../" + module))
			.filter((module) -> !text(module, "//properties/maven.deploy.skip/text()").equals("true"));
	}

	private static Set<String> dependencies(Document module) {
		Set<String> dependencies = new TreeSet<>();
		String path = "/project/dependencies/dependency[not(scope='test')]";
		List<String> groups = texts(module, path + "/groupId/text()").toList();
		List<String> artifacts = texts(module, path + "/artifactId/text()").toList();
		IntStream.range(0, groups.size()).forEach((i) -> dependencies.add(groups.get(i) + ":" + artifacts.get(i)));
		return dependencies;
	}

	private Map<String, String> managed(Document pom) {
		String path = "/project/dependencyManagement/dependencies/dependency";
		List<String> groups = texts(pom, path + "/groupId/text()").toList();
		List<String> artifacts = texts(pom, path + "/artifactId/text()").toList();
		List<String> versions = texts(pom, path + "/version/text()").toList();
		Map<String, String> managed = new TreeMap<>();
		IntStream.range(0, groups.size())
			.forEach((i) -> managed.put(groups.get(i) + ":" + artifacts.get(i), resolved(versions.get(i))));
		return managed;
	}

	private String resolved(String version) {
		return PROPERTY.matcher(version)
			.replaceAll((property) -> property.group(1).equals("project.version") ? "project.version"
					: text(this.parent, "/project/properties/" + property.group(1) + "/text()"));
	}

	private static String text(Document pom, String path) {
		return texts(pom, path).findFirst().orElse("");
	}

	private static Stream<String> texts(Document pom, String path) {
		try {
			NodeList nodes = (NodeList) XPathFactory.newInstance()
				.newXPath()
				.evaluate(path, pom, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength()).mapToObj((i) -> nodes.item(i).getNodeValue());
		}
		catch (Exception ex) {
			throw new IllegalStateException(path, ex);
		}
	}

	private static Document read(String folder) {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of(folder, "pom.xml").toFile());
		}
		catch (Exception ex) {
			throw new IllegalStateException(folder, ex);
		}
	}

}
