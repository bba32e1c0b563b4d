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
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.Yaml;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the first YAML and the first Java of the README unchanged.
 */
class QuickStartTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/users/octocat", Reply.status(503), Reply.json("{\"login\": \"octocat\", \"name\": \"Mona\"}"));

	@TempDir
	private Path classes;

	@Test
	void twelveLinesOfYamlAndOneInjection() throws IOException, ReflectiveOperationException {
		Fence yaml = first("yaml");
		assertThat(yaml.code().lines()).hasSize(12);
		assertThat(new SnippetCompiler(this.classes).compile(first("java"))).isEmpty();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> users = loader.loadClass("snippet.Users");
			Method find = users.getDeclaredMethod("find", String.class);
			find.setAccessible(true);
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
				.withPropertyValues("GITHUB_TOKEN=t0ken", "sessions.github.base-url=" + this.server.url())
				.withInitializer(Yaml.of(yaml.code()))
				.withBean(users)
				.run((context) -> assertThat(find.invoke(context.getBean(users), "octocat"))
					.hasToString("User[login=octocat, name=Mona]"));
		}
		assertThat(this.server.requests()).hasSize(2).allSatisfy((request) -> {
			assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
			assertThat(request.header("Accept")).isEqualTo("application/vnd.github+json");
		});
	}

	private static Fence first(String language) {
		return Page.of("README.md")
			.fences()
			.stream()
			.filter((fence) -> fence.language().equals(language))
			.findFirst()
			.orElseThrow();
	}

}
