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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains that a session has the name of another bean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SessionNameCollisionFailureAnalyzer extends AbstractFailureAnalyzer<BeanDefinitionOverrideException> {

	private final Environment environment;

	SessionNameCollisionFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanDefinitionOverrideException cause) {
		if (SessionBeanRegistrar.isSession(cause.getBeanDefinition())) {
			return analyze(cause, cause.getExistingDefinition());
		}
		if (SessionBeanRegistrar.isSession(cause.getExistingDefinition())) {
			return analyze(cause, cause.getBeanDefinition());
		}
		return null;
	}

	private FailureAnalysis analyze(BeanDefinitionOverrideException cause, BeanDefinition other) {
		String name = cause.getBeanName();
		InvalidSessionPropertyException fault = new SessionsEnvironment(this.environment).origins()
			.invalid(name, "", "has the name of another bean, which is defined by " + describe(other),
					"Rename the session, which is sessions.%s, or the bean '%s'.".formatted(name, name));
		return InvalidSessionPropertyFailureAnalyzer.describe(fault, cause);
	}

	private static String describe(BeanDefinition definition) {
		String resource = definition.getResourceDescription();
		if (resource == null) {
			return String.valueOf(definition.getBeanClassName());
		}
		String method = definition.getFactoryMethodName();
		return (method != null) ? "method " + method + " in " + resource : resource;
	}

}
