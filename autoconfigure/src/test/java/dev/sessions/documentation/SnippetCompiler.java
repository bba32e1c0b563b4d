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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;

/**
 * Compiles the Java of a page with the class path of the tests. A snippet consists of
 * types, of members of a class, or of statements, and can use the imports, variables,
 * methods and types of {@code documentation/Prelude.java}.
 */
final class SnippetCompiler {

	private static final Path PRELUDE = Path.of("src/test/resources/documentation/Prelude.java");

	private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

	private final String prelude;

	private final List<String> options;

	/**
	 * Create a compiler.
	 * @param classes the directory for class files
	 */
	SnippetCompiler(Path classes) {
		this.options = List.of("--release", "17", "-proc:none", "-parameters", "-classpath",
				System.getProperty("java.class.path"), "-d", classes.toString());
		try {
			this.prelude = Files.readString(PRELUDE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compile a snippet.
	 * @param fence the snippet
	 * @return the errors, empty if it compiles
	 */
	List<String> compile(Fence fence) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		this.compiler
			.getTask(null, null, diagnostics, this.options, null,
					List.of(new Source("Prelude", this.prelude), new Source("Snippet", complete(fence.code()))))
			.call();
		return errors(diagnostics);
	}

	/**
	 * Complete a snippet to a source file.
	 */
	private String complete(String code) {
		String members = "class Snippet extends Prelude {\n" + code + "}\n";
		String statements = "class Snippet extends Prelude {\nvoid run() throws Exception {\n" + code + "}\n}\n";
		return Stream.of(code, members)
			.map((form) -> imports() + form)
			.filter(this::isSource)
			.findFirst()
			.orElse(imports() + statements);
	}

	private String imports() {
		return this.prelude.lines()
			.filter((line) -> line.startsWith("import "))
			.reduce("package snippet; import prelude.*; import prelude.Prelude.*; ", (all, line) -> all + line + " ");
	}

	private boolean isSource(String text) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavacTask task = (JavacTask) this.compiler.getTask(null, null, diagnostics, this.options, null,
				List.of(new Source("Snippet", text)));
		try {
			task.parse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return errors(diagnostics).isEmpty();
	}

	private static List<String> errors(DiagnosticCollector<JavaFileObject> diagnostics) {
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> diagnostic.getMessage(Locale.ENGLISH))
			.toList();
	}

	/**
	 * A source in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String name, String text) {
			super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public boolean isNameCompatible(String simpleName, Kind kind) {
			return true;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
