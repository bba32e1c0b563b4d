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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about the code name only classes that exist: in a module of the project, on
 * the class path, or in the JDK.
 */
class NamedClassesTests {

	/**
	 * A name of at least two words in code, with or without a member.
	 */
	private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z][A-Z]\\w*)[.#(a-zA-Z]*[^`]*`");

	private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

	private static final Set<String> CLASSES = classes();

	@ParameterizedTest
	@ValueSource(strings = { "docs/architecture.md", "docs/decisions.md", "CONTRIBUTING.md" })
	void exist(String page) {
		Set<String> named = new TreeSet<>();
		NAME.matcher(Page.of(page).text()).results().forEach((match) -> named.add(match.group(1)));
		assertThat(named).isNotEmpty();
		named.removeAll(CLASSES);
		assertThat(named).as("Names in " + page + " that no class has").isEmpty();
	}

	private static Set<String> classes() {
		Set<String> classes = new HashSet<>();
		try {
			for (String module : List.of("autoconfigure", "test", "sample-app", "benchmarks")) {
				addDeclared(Page.ROOT.resolve(module).resolve("src"), classes);
			}
			for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
				if (entry.endsWith(".jar")) {
					addPackaged(Path.of(entry), classes);
				}
			}
			addAll(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base"), classes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return classes;
	}

	private static void addDeclared(Path sources, Set<String> classes) throws IOException {
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".java")).toList()) {
				DECLARED.matcher(Files.readString(file)).results().forEach((match) -> classes.add(match.group(1)));
			}
		}
	}

	private static void addPackaged(Path jar, Set<String> classes) throws IOException {
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			addAll(files.getPath("/"), classes);
		}
	}

	private static void addAll(Path folder, Set<String> classes) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			files.map((file) -> String.valueOf(file.getFileName()))
				.filter((name) -> name.endsWith(".class"))
				.forEach((name) -> classes.add(name.substring(name.lastIndexOf('$') + 1).replace(".class", "")));
		}
	}

}
