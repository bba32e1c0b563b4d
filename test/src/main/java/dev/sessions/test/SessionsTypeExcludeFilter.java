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

import java.util.LinkedHashSet;
import java.util.Set;

import dev.sessions.RequestHook;
import dev.sessions.ResponseHook;
import dev.sessions.RetryListener;
import dev.sessions.SessionCustomizer;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.util.ClassUtils;

/**
 * Excludes the components of an application that a {@link SessionsTest} does not name,
 * except those that customize sessions or converters.
 */
final class SessionsTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<SessionsTest> {

	private static final Class<?>[] NO_COMPONENTS = {};

	private static final String[] OPTIONAL_INCLUDES = { "org.springframework.boot.jackson.JacksonComponent",
			"org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer",
			"org.springframework.boot.restclient.RestClientCustomizer",
			"org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer",
			"tools.jackson.databind.JacksonModule" };

	private static final Set<Class<?>> KNOWN_INCLUDES = knownIncludes();

	private final Class<?>[] components;

	SessionsTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.components = getAnnotation().getValue("components", Class[].class).orElse(NO_COMPONENTS);
	}

	private static Set<Class<?>> knownIncludes() {
		Set<Class<?>> includes = new LinkedHashSet<>(
				Set.of(SessionCustomizer.class, RequestHook.class, ResponseHook.class, RetryListener.class));
		ClassLoader classLoader = SessionsTypeExcludeFilter.class.getClassLoader();
		for (String name : OPTIONAL_INCLUDES) {
			if (ClassUtils.isPresent(name, classLoader)) {
				includes.add(ClassUtils.resolveClassName(name, classLoader));
			}
		}
		return includes;
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN_INCLUDES;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return Set.of(this.components);
	}

}
