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

package dev.sessions.test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the public and protected members of the public types outside {@code internal},
 * as {@code javap} prints them, with {@code src/test/resources/signatures}. That list is
 * the baseline until there is a release to compare with.
 */
class PublicSignaturesTests {

	private static final Pattern TYPE = Pattern.compile("(?m)^(public .*) \\{\\R((?:  .*\\R)*)\\}$");

	private static final Pattern NAME = Pattern.compile("(?:class|interface) ([\\w.$]+)");

	@ParameterizedTest
	@CsvSource({ "autoconfigure, dev.sessions.Session", "test, dev.sessions.test.SessionsTest" })
	void visibleSignaturesMatchTheList(String module, Class<?> sample) throws Exception {
		List<String> visible = signatures(sample);
		Path written = Files.createDirectories(Path.of("target/signatures")).resolve(module + ".txt");
		Files.write(written, visible);
		Path listed = Path.of("src/test/resources/signatures", module + ".txt");
		assertThat(Files.readAllLines(listed)).as("signatures; to accept a change: cp test/%s test/%s", written, listed)
			.isEqualTo(visible);
	}

	private static List<String> signatures(Class<?> sample) throws IOException, URISyntaxException {
		Path location = Path.of(sample.getProtectionDomain().getCodeSource().getLocation().toURI());
		TreeMap<String, String> types = new TreeMap<>();
		TYPE.matcher(javap(location, classes(location)))
			.results()
			.forEach((type) -> types.put(name(type.group(1)), type.group(1) + "\n" + sorted(type.group(2))));
		return types.entrySet()
			.stream()
			.filter((type) -> isReachable(type.getKey(), types.keySet()))
			.flatMap((type) -> type.getValue().lines())
			.toList();
	}

	private static boolean isReachable(String name, Set<String> visible) {
		int nested = name.lastIndexOf('$');
		return visible.contains(name) && (nested < 0 || isReachable(name.substring(0, nested), visible));
	}

	private static String name(String declaration) {
		return NAME.matcher(declaration).results().map((match) -> match.group(1)).findFirst().orElseThrow();
	}

	private static String sorted(String members) {
		return members.lines().sorted().collect(Collectors.joining("\n"));
	}

	private static List<String> classes(Path location) throws IOException {
		if (Files.isDirectory(location)) {
			return classesBelow(location);
		}
		try (FileSystem jar = FileSystems.newFileSystem(location)) {
			return classesBelow(jar.getPath("/"));
		}
	}

	private static List<String> classesBelow(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.map((file) -> root.relativize(file).toString())
				.filter((file) -> file.startsWith("dev/sessions/") && !file.contains("/internal/"))
				.filter((file) -> file.endsWith(".class") && !file.endsWith("package-info.class"))
				.map((file) -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
				.toList();
		}
	}

	private static String javap(Path location, List<String> classes) {
		List<String> arguments = new ArrayList<>(List.of("-protected", "-constants", "-cp", location.toString()));
		arguments.addAll(classes);
		StringWriter output = new StringWriter();
		int status = ToolProvider.findFirst("javap")
			.orElseThrow()
			.run(new PrintWriter(output, true), new PrintWriter(output, true), arguments.toArray(String[]::new));
		assertThat(status).as(output.toString()).isZero();
		return output.toString();
	}

}
