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

package dev.sessions.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that is processed ahead of time, as {@code
 * spring-boot:process-aot} does, compiled, and started in a separate JVM with {@code
 * spring.aot.enabled}. The environment of its sessions is available only at the start.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	private final Queue<String> requests = new ConcurrentLinkedQueue<>();

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.requests.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Authorization"));
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	/**
	 * The compiler and the other JVM are slow on a busy machine.
	 */
	@Test
	@Timeout(240)
	@DisplayName("application starts from the generated code (reg_aot)")
	void applicationStartsFromGeneratedCode() throws Exception {
		process();
		assertThat(metadata()).contains("\"proxy\":[\"" + AheadOfTimeApplication.Things.class.getName() + "\"")
			.contains("effective_tld_names.dat\"");
		compile();
		String output = run(Map.of("API_URL", "http://localhost:" + this.server.getAddress().getPort(), "API_TOKEN",
				"from-environment", "SESSIONS_OTHER_BASEURL", "${API_URL}/other"));
		assertThat(output).contains("names [my-api, other, replaced-api] replacement")
			.contains("Starting AOT-processed");
		assertThat(this.requests).containsExactly("/one [Bearer from-environment]", "/two [Bearer from-environment]",
				"/other/three [Bearer from-bean]", "/four [Bearer from-environment]");
	}

	private void process() {
		new SpringApplicationAotProcessor(AheadOfTimeApplication.class,
				AbstractAotProcessor.Settings.builder()
					.sourceOutput(this.directory.resolve("sources"))
					.resourceOutput(this.directory.resolve("resources"))
					.classOutput(this.directory.resolve("classes"))
					.groupId("dev.sessions")
					.artifactId("test")
					.build(),
				new String[0])
			.process();
	}

	private String metadata() throws IOException {
		Path resources = this.directory.resolve("resources");
		assertThat(resources).isDirectoryRecursivelyContaining("glob:**/reachability-metadata.json");
		try (Stream<Path> files = Files.walk(resources)) {
			return Files
				.readString(files.filter((file) -> file.endsWith("reachability-metadata.json")).findAny().orElseThrow())
				.replaceAll("\\s", "");
		}
	}

	private void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			List<Path> java = sources.filter((path) -> path.toString().endsWith(".java")).toList();
			assertThat(java).isNotEmpty();
			Files.createDirectories(this.directory.resolve("classes"));
			boolean compiled = compiler
				.getTask(null, files, null,
						List.of("-proc:none", "-nowarn", "-classpath", classPath(), "-d",
								this.directory.resolve("classes").toString()),
						null, files.getJavaFileObjectsFromPaths(java))
				.call();
			assertThat(compiled).isTrue();
		}
	}

	private String run(Map<String, String> environment) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-classpath", classPath(), AheadOfTimeApplication.class.getName());
		builder.environment().putAll(environment);
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	private String classPath() {
		return String.join(File.pathSeparator, this.directory.resolve("classes").toString(),
				this.directory.resolve("resources").toString(), System.getProperty("java.class.path"));
	}

}
