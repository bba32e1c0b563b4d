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

package dev.sessions.test;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Mocks the sessions of a test class that uses {@link MockSession} or {@link Cassette}
 * without {@link AutoConfigureMockSessions}, so that such a test cannot reach an API.
 */
final class MockSessionsContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return isMocked(testClass) ? new MockSessionsContextCustomizer() : null;
	}

	private static boolean isMocked(Class<?> testClass) {
		if (TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureMockSessions.class)) {
			return false;
		}
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			if (!MockSessionFields.of(type).isEmpty() || hasCassette(type)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasCassette(Class<?> type) {
		return MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).stream(Cassette.class).findAny().isPresent()
				|| Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
					.anyMatch((method) -> MergedAnnotations.from(method).stream(Cassette.class).findAny().isPresent());
	}

	/**
	 * Adds the mocked sessions to an application context. All instances are equal, so
	 * that tests share a context.
	 */
	private record MockSessionsContextCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				new AnnotatedBeanDefinitionReader(registry, context.getEnvironment())
					.register(MockSessionsAutoConfiguration.class);
			}
		}

	}

}
