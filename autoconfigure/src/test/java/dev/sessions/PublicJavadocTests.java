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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that each public or protected method of a public type outside {@code internal}
 * has Javadoc, as does each component of a public record. An overriding method inherits
 * it.
 */
class PublicJavadocTests {

	private static final Path SOURCES = Path.of("src/main/java/dev/sessions");

	@Test
	void eachVisibleMethodAndComponentIsDocumented() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					sources(files));
			DocTrees docs = DocTrees.instance(task);
			List<String> undocumented = new ArrayList<>();
			int types = 0;
			for (CompilationUnitTree unit : task.parse()) {
				for (Tree declared : unit.getTypeDecls()) {
					types++;
					check((ClassTree) declared, new TreePath(new TreePath(unit), declared), false, docs, undocumented);
				}
			}
			assertThat(types).isGreaterThan(100);
			assertThat(undocumented).as("members without Javadoc").isEmpty();
		}
	}

	private static Iterable<? extends JavaFileObject> sources(StandardJavaFileManager files) throws IOException {
		try (Stream<Path> paths = Files.walk(SOURCES)) {
			return files.getJavaFileObjectsFromPaths(paths.filter((path) -> path.toString().endsWith(".java"))
				.filter((path) -> !path.startsWith(SOURCES.resolve("internal")))
				.filter((path) -> !path.endsWith("package-info.java"))
				.toList());
		}
	}

	private static void check(ClassTree type, TreePath path, boolean inInterface, DocTrees docs,
			List<String> undocumented) {
		if (!inInterface && !isVisible(type.getModifiers().getFlags())) {
			return;
		}
		boolean isInterface = type.getKind() == Tree.Kind.INTERFACE;
		String typeDoc = docs.getDocComment(path);
		for (Tree member : type.getMembers()) {
			TreePath memberPath = new TreePath(path, member);
			if (member instanceof ClassTree nested) {
				check(nested, memberPath, isInterface, docs, undocumented);
			}
			else if (member instanceof MethodTree method && needsDoc(method, type, isInterface)
					&& docs.getDocComment(memberPath) == null) {
				undocumented.add(type.getSimpleName() + "." + method.getName() + "(" + method.getParameters() + ")");
			}
			else if (isComponent(member, type) && !hasParam(typeDoc, ((VariableTree) member).getName().toString())) {
				undocumented.add(type.getSimpleName() + ", component " + ((VariableTree) member).getName());
			}
		}
	}

	private static boolean isVisible(Set<Modifier> modifiers) {
		return modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
	}

	private static boolean needsDoc(MethodTree method, ClassTree type, boolean inInterface) {
		Set<Modifier> modifiers = method.getModifiers().getFlags();
		boolean visible = inInterface ? !modifiers.contains(Modifier.PRIVATE) : isVisible(modifiers);
		boolean overrides = method.getModifiers()
			.getAnnotations()
			.stream()
			.anyMatch((annotation) -> annotation.getAnnotationType().toString().equals("Override"));
		return visible && !overrides && !isCanonicalConstructor(method, type);
	}

	/**
	 * The parameters are the components, which the record documents.
	 */
	private static boolean isCanonicalConstructor(MethodTree method, ClassTree type) {
		return type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null && names(method.getParameters())
			.equals(names(type.getMembers().stream().filter((member) -> isComponent(member, type)).toList()));
	}

	private static List<String> names(List<? extends Tree> variables) {
		return variables.stream().map((variable) -> ((VariableTree) variable).getName().toString()).toList();
	}

	private static boolean isComponent(Tree member, ClassTree type) {
		return type.getKind() == Tree.Kind.RECORD && member instanceof VariableTree variable
				&& !variable.getModifiers().getFlags().contains(Modifier.STATIC);
	}

	private static boolean hasParam(@Nullable String doc, String name) {
		return doc != null && doc.contains("@param " + name + " ");
	}

}
