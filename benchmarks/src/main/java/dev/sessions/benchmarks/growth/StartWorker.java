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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * Starts an application with the given number of sessions, in a JVM that has not started
 * one before, and answers with the duration in milliseconds.
 */
public final class StartWorker {

	private StartWorker() {
	}

	static WorkerProcess start(int sessions, List<String> jvm) throws IOException {
		return WorkerProcess.start(StartWorker.class, jvm, Integer.toString(sessions));
	}

	public static void main(String[] args) throws IOException {
		new Worker().answer(millisToStart(Application.class, "sessions", Integer.parseInt(args[0])));
		System.exit(0);
	}

	/**
	 * Start an application.
	 * @param application its configuration class
	 * @param prefix the prefix of its properties
	 * @param clients the number of clients
	 * @return the duration of the start in milliseconds
	 * @throws IOException if its properties cannot be written
	 */
	static long millisToStart(Class<?> application, String prefix, int clients) throws IOException {
		Path directory = Files.createTempDirectory("start");
		Path file = directory.resolve("application.yaml");
		Files.writeString(file, yaml(prefix, clients));
		try {
			long start = System.nanoTime();
			new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
				.logStartupInfo(false)
				.run("--spring.config.location=" + file.toUri());
			return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		}
		finally {
			Files.delete(file);
			Files.delete(directory);
		}
	}

	/**
	 * The YAML that a user would write.
	 */
	private static String yaml(String prefix, int clients) {
		StringBuilder yaml = new StringBuilder("spring.main.banner-mode: \"off\"\n");
		if (clients > 0) {
			yaml.append(prefix).append(":\n");
		}
		for (int i = 0; i < clients; i++) {
			yaml.append("""
					  api%1$d:
					    base-url: https://api%1$d.example/v1
					    headers: { Accept: application/json }
					    auth.bearer.token: token-%1$d
					    pool.max-connections: 20
					""".formatted(i));
		}
		return yaml.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
