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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the code, prints the largest of each kind, and verifies the limits.
 */
class MeasuresTests {

	private static final int MAX_LINES = 32_100;

	private static final int MAX_METHOD = 25;

	private static final int MAX_RING = 11;

	private static final int SHOWN = 5;

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\n]*$", Pattern.DOTALL);

	/**
	 * A method or constructor in the project's format, which indents with tabs and breaks
	 * long parameter lists.
	 */
	private static final Pattern METHOD = Pattern.compile(
			"(?m)^(\t+)(?:[\\w<>\\[\\].,?@]+ )*(\\w+)\\((?:[^;{}]*?)\\)(?:\\s+throws [\\w\\s,.]+?)? \\{\n(.*?)^\\1\\}$",
			Pattern.DOTALL);

	private static final Set<String> STATEMENTS = Set.of("if", "for", "while", "switch", "catch", "try",
			"synchronized");

	@Test
	void codeIsNoLargerThanItsBound() throws IOException {
		Map<String, String> code = code();
		Map<String, Long> lines = new TreeMap<>();
		code.forEach((file, text) -> lines.put(file, count(text)));
		long sum = lines.values().stream().mapToLong(Long::longValue).sum();
		print("lines of code without comments and imports: " + sum + " in " + lines.size() + " files", lines);
		assertThat(sum).isLessThanOrEqualTo(MAX_LINES);
	}

	@Test
	void methodsAreNoLongerThanTheirBound() throws IOException {
		Map<String, Long> lengths = new TreeMap<>();
		code().forEach((file, text) -> {
			Matcher methods = METHOD.matcher(text);
			while (methods.find()) {
				if (!STATEMENTS.contains(methods.group(2)) && !methods.group().contains("\tclass ")) {
					lengths.merge(file + "." + methods.group(2), count(methods.group(3)), Math::max);
				}
			}
		});
		assertThat(lengths).hasSizeGreaterThan(1_000);
		print("methods: " + lengths.size() + ", by lines of their bodies", lengths);
		assertThat(lengths.entrySet()).filteredOn((method) -> method.getValue() > MAX_METHOD).isEmpty();
	}

	@Test
	void ringsWithinAPackageAreNoLargerThanTheirBound() {
		Map<String, Long> rings = new TreeMap<>();
		Map<String, List<JavaClass>> packages = new ClassFileImporter()
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.sessions")
			.stream()
			.collect(Collectors.groupingBy(JavaClass::getPackageName));
		packages.forEach((name, classes) -> {
			for (List<String> ring : new Rings(graph(classes)).all()) {
				if (ring.size() > 1) {
					rings.put(name + ": " + String.join(", ", ring), (long) ring.size());
				}
			}
		});
		assertThat(rings).isNotEmpty();
		print("rings of classes within a package: " + rings.size(), rings);
		assertThat(rings.entrySet()).filteredOn((ring) -> ring.getValue() > MAX_RING).isEmpty();
	}

	private static Map<String, Set<String>> graph(Collection<JavaClass> classes) {
		Map<String, Set<String>> graph = new TreeMap<>();
		for (JavaClass type : classes) {
			Set<String> known = type.getDirectDependenciesFromSelf()
				.stream()
				.map(Dependency::getTargetClass)
				.map(JavaClass::getBaseComponentType)
				.filter((target) -> target.getPackageName().equals(type.getPackageName()))
				.map(MeasuresTests::topLevel)
				.filter((target) -> !target.equals(topLevel(type)))
				.filter((target) -> !isFactory(topLevel(type), target))
				.collect(Collectors.toSet());
			graph.computeIfAbsent(topLevel(type), (name) -> new TreeSet<>()).addAll(known);
		}
		return graph;
	}

	/**
	 * Whether this is the reference of the face to its implementation, as in {@code
	 * Session.builder(...)}. It would join both, and all their dependencies, into one
	 * ring.
	 */
	private static boolean isFactory(String from, String to) {
		return from.equals("Session") && to.equals("DefaultSessionBuilder");
	}

	private static String topLevel(JavaClass type) {
		String name = type.getName().substring(type.getPackageName().length() + 1);
		int nested = name.indexOf('$');
		return (nested >= 0) ? name.substring(0, nested) : name;
	}

	private static Map<String, String> code() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			Function<Path, String> text = (file) -> {
				try {
					return COMMENT.matcher(Files.readString(file)).replaceAll("");
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			};
			return files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors
					.toMap((file) -> SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.'), text));
		}
	}

	private static long count(String code) {
		return code.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
			.count();
	}

	private static void print(String title, Map<String, Long> sizes) {
		System.out.println(title);
		sizes.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(SHOWN)
			.forEach((size) -> System.out.println("  " + size.getValue() + "  " + size.getKey()));
	}

	/**
	 * The sets of classes that depend on each other, directly or not (Tarjan's strongly
	 * connected components).
	 */
	private static final class Rings {

		private final Map<String, Set<String>> graph;

		private final Map<String, Integer> index = new HashMap<>();

		private final Map<String, Integer> lowest = new HashMap<>();

		private final Deque<String> open = new ArrayDeque<>();

		private final List<List<String>> rings = new ArrayList<>();

		Rings(Map<String, Set<String>> graph) {
			this.graph = graph;
		}

		List<List<String>> all() {
			this.graph.keySet().stream().filter((name) -> !this.index.containsKey(name)).forEach(this::visit);
			return this.rings;
		}

		private void visit(String name) {
			int number = this.index.size();
			this.index.put(name, number);
			this.lowest.put(name, number);
			this.open.push(name);
			for (String known : this.graph.getOrDefault(name, Set.of())) {
				if (!this.index.containsKey(known)) {
					visit(known);
					this.lowest.merge(name, this.lowest.get(known), Math::min);
				}
				else if (this.open.contains(known)) {
					this.lowest.merge(name, this.index.get(known), Math::min);
				}
			}
			if (this.lowest.get(name) == number) {
				List<String> ring = new ArrayList<>();
				do {
					ring.add(this.open.pop());
				}
				while (!ring.contains(name));
				this.rings.add(ring.stream().sorted().toList());
			}
		}

	}

}
