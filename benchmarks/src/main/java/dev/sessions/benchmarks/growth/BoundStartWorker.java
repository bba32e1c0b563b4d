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
import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The lower bound of {@link StartWorker}: Spring Boot binds the same YAML directly to
 * records, and each record becomes a bean without any function.
 */
public final class BoundStartWorker {

	private static final String PREFIX = "clients";

	private BoundStartWorker() {
	}

	static WorkerProcess start(int clients) throws IOException {
		return WorkerProcess.start(BoundStartWorker.class, List.of(), Integer.toString(clients));
	}

	public static void main(String[] args) throws IOException {
		new Worker().answer(StartWorker.millisToStart(Application.class, PREFIX, Integer.parseInt(args[0])));
		System.exit(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static Definitions definitions(Environment environment) {
			return new Definitions(environment);
		}

	}

	/**
	 * Registers a bean for each client.
	 *
	 * @param environment the environment with the properties
	 */
	record Definitions(Environment environment) implements BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
			Binder.get(this.environment)
				.bind(PREFIX, Bindable.mapOf(String.class, Properties.class))
				.orElse(Map.of())
				.forEach((name, properties) -> registry.registerBeanDefinition(name,
						new RootBeanDefinition(Properties.class, () -> properties)));
		}

	}

	record Properties(@Nullable URI baseUrl, @Nullable Map<String, List<String>> headers, @Nullable Auth auth,
			@Nullable Pool pool) {

	}

	record Auth(@Nullable Bearer bearer) {

	}

	record Bearer(@Nullable String token) {

	}

	record Pool(@Nullable Integer maxConnections) {

	}

}
