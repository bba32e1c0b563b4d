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

package dev.sessions.autoconfigure.manners;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import dev.sessions.autoconfigure.FailedStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a class that was compiled without {@code -parameters}.
 */
class ParameterNameTests {

	@TempDir
	private Path folder;

	private URLClassLoader classLoader;

	private Class<?> repositories;

	@BeforeEach
	void compile() throws IOException, ClassNotFoundException {
		Path source = Files.writeString(this.folder.resolve("Repositories.java"), """
				public class Repositories {

					public final dev.sessions.Session session;

					public Repositories(dev.sessions.Session github) {
						this.session = github;
					}

				}
				""");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			assertThat(compiler
				.getTask(null, files, null, List.of("-proc:none", "-classpath", System.getProperty("java.class.path"),
						"-d", this.folder.toString()), null, files.getJavaFileObjects(source))
				.call()).isTrue();
		}
		this.classLoader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, getClass().getClassLoader());
		this.repositories = this.classLoader.loadClass("Repositories");
	}

	@AfterEach
	void close() throws IOException {
		this.classLoader.close();
	}

	@Test
	@DisplayName("the failure names the missing parameter name (params_constructor)")
	void missingNameIsTheReason() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { compression: true }, other: { } }",
				this.repositories);
		assertThat(analysis.getDescription()).contains("the name of its parameter is not in the class file")
			.contains("Known sessions: github, other.");
		assertThat(analysis.getAction()).contains("-parameters").contains("@Qualifier");
	}

	@Test
	@DisplayName("only session needs no name (params_one)")
	void onlySessionNeedsNoName() {
		Environments.yaml("sessions: { github: { compression: true } }")
			.withBean(this.repositories)
			.run((context) -> assertThat(context.getBean(this.repositories)).extracting("session")
				.isSameAs(context.getBean("github")));
	}

}
