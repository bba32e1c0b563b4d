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

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.ReflectionUtils;

/**
 * The fields of a test class that are annotated with {@link MockSession}.
 */
final class MockSessionFields {

	private MockSessionFields() {
	}

	static List<Field> of(Class<?> testClass) {
		List<Field> fields = new ArrayList<>();
		ReflectionUtils.doWithFields(testClass, fields::add, (field) -> field.isAnnotationPresent(MockSession.class));
		return fields;
	}

	/**
	 * Inject the servers of a test.
	 */
	static void inject(Object test, MockSessions sessions) {
		for (Field field : of(test.getClass())) {
			if (!field.getType().isAssignableFrom(MockSessionServer.class)) {
				throw new IllegalStateException(
						"@MockSession requires a field of type MockSessionServer, but " + field + " is not");
			}
			MockSession annotation = field.getAnnotation(MockSession.class);
			ReflectionUtils.makeAccessible(field);
			ReflectionUtils.setField(field, test, sessions.server(annotation.value()));
		}
	}

}
