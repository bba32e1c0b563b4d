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

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts an application that fails, and returns the analysis that Spring Boot would
 * print, with all analyzers of the class path in their order.
 */
public final class FailedStart {

	private static final Log logger = LogFactory.getLog(FailedStart.class);

	private FailedStart() {
	}

	/**
	 * Start with the application's own beans registered before the sessions, as is usual.
	 */
	public static FailureAnalysis with(String yaml, Class<?>... configurations) {
		return start(yaml, (context) -> {
			List.of(configurations).forEach(context::register);
			context.register(SessionsAutoConfiguration.class);
		});
	}

	/**
	 * Start with other beans registered after the sessions.
	 */
	public static FailureAnalysis withLater(String yaml, Class<?>... configurations) {
		return start(yaml, (context) -> {
			context.register(SessionsAutoConfiguration.class);
			List.of(configurations).forEach(context::register);
		});
	}

	private static FailureAnalysis start(String yaml, Consumer<AnnotationConfigApplicationContext> registration) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.setAllowBeanDefinitionOverriding(false);
			Yaml.addTo(context.getEnvironment(), yaml);
			registration.accept(context);
			Throwable failure = catchThrowable(context::refresh);
			return analyze(context, Objects.requireNonNull(failure, "The application started"));
		}
	}

	private static FailureAnalysis analyze(AnnotationConfigApplicationContext context, Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
			.and(Environment.class, context.getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(logger))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analyzer explains this failure", failure));
	}

}
