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

package dev.sessions.internal.spring;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the singletons of a bean factory that exist, including those that were registered
 * ready-made, which Spring passes to no {@code BeanPostProcessor}.
 */
public final class ExistingSingletons {

	private ExistingSingletons() {
	}

	/**
	 * Find the existing singletons of a type, except mocks. No bean is created.
	 * @param <T> the type
	 * @param beanFactory the bean factory; its parent is not searched
	 * @param type the type
	 * @return the singletons, in the order of their registration
	 */
	public static <T> List<T> of(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		return Stream.of(beanFactory.getSingletonNames())
			.filter((name) -> !beanFactory.isCurrentlyInCreation(name))
			.map(beanFactory::getSingleton)
			.filter((bean) -> type.isInstance(bean) && !isMock(bean))
			.map(type::cast)
			.toList();
	}

	/**
	 * Return whether a bean is a mock of Mockito. A mock records each call, and a test
	 * may verify that there are no others than its own.
	 * @param bean the bean
	 * @return whether it is a mock; a spy is none
	 */
	public static boolean isMock(Object bean) {
		return bean.getClass().getName().contains("$MockitoMock$");
	}

}
