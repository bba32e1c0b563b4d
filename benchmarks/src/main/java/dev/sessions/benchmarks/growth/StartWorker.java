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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * Starts an application with so many sessions and answers with the milliseconds that
 * took, in a JVM that has never started one.
 */
public final class StartWorker {

	private StartWorker() {
	}

	static WorkerProcess start(int sessions) throws IOException {
		return WorkerProcess.start(StartWorker.class, List.of(), Integer.toString(sessions));
	}

	public static void main(String[] args) {
		Worker worker = new Worker();
		Map<String, Object> properties = new HashMap<>(Map.of("spring.main.banner-mode", "off"));
		for (int i = 0; i < Integer.parseInt(args[0]); i++) {
			String prefix = "sessions.api" + i + ".";
			properties.put(prefix + "base-url", "https://api" + i + ".example/v1");
			properties.put(prefix + "headers.Accept", "application/json");
			properties.put(prefix + "auth.bearer.token", "token-" + i);
			properties.put(prefix + "pool.max-connections", "20");
		}
		long start = System.nanoTime();
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties(properties)
			.run();
		worker.answer(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		System.exit(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
