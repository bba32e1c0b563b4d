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

import java.util.Arrays;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.autoconfigure.internal.binding.SessionName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/**
 * Analyzes an injection of a session that does not exist or that is ambiguous.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownSessionFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final ListableBeanFactory beanFactory;

	UnknownSessionFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = (ListableBeanFactory) beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		if (cause.getBeanType() != Session.class) {
			return null;
		}
		List<String> known = Arrays.stream(this.beanFactory.getBeanNamesForType(Session.class, true, false))
			.map((bean) -> SessionBeanNames.sessionOf(bean, this.beanFactory))
			.sorted()
			.toList();
		String where = (description != null) ? description : "The application";
		InjectionPoint point = injectionPoint(rootFailure);
		String wanted = (point != null) ? wantedName(point) : null;
		if (!hasSessions()) {
			return withoutAutoConfiguration(where, wanted, cause);
		}
		String fault = (wanted != null) ? " requires the session '" + wanted + "', which does not exist."
				: " requires a session but does not name it.";
		if (wanted == null && !known.isEmpty() && point != null && point.getMethodParameter() != null) {
			fault = " requires a session, but the name of its parameter is not in the class file.";
			return new FailureAnalysis(where + fault + " " + list(known),
					"Compile with -parameters, as spring-boot-starter-parent and Spring Boot's Gradle plugin do. "
							+ cure(null, known),
					cause);
		}
		return new FailureAnalysis(where + fault + " " + list(known), cure(wanted, known), cause);
	}

	/**
	 * Whether the context, or one of its parents, has the auto-configuration of sessions.
	 * A slice of a test has not.
	 */
	private boolean hasSessions() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, SessionFactory.class, false,
				false).length > 0;
	}

	private static FailureAnalysis withoutAutoConfiguration(String where, @Nullable String wanted, Throwable cause) {
		String session = (wanted != null) ? " the session '" + wanted + "'" : " a session";
		String mock = (wanted != null) ? "@MockitoBean(name = \"" + wanted + "\")" : "@MockitoBean";
		return new FailureAnalysis(
				where + " requires" + session + ", but the context is without the auto-configuration of sessions,"
						+ " as a test slice such as @WebMvcTest is.",
				"Replace the session with " + mock + " Session, or add @ImportAutoConfiguration("
						+ SessionsAutoConfiguration.class.getSimpleName() + ".class) to have the configured sessions.",
				cause);
	}

	static String list(List<String> known) {
		return known.isEmpty() ? "No session is configured." : "Known sessions: " + String.join(", ", known) + ".";
	}

	static String cure(@Nullable String wanted, List<String> known) {
		String nearest = (wanted != null) ? SessionName.nearest(StringUtils.uncapitalize(wanted), known) : null;
		if (nearest != null) {
			return "Did you mean '" + nearest + "'? Use @Qualifier(\"" + nearest + "\").";
		}
		if (known.isEmpty() || wanted != null) {
			return "Configure it as sessions." + ((wanted != null) ? wanted : "<name>") + ".base-url"
					+ (known.isEmpty() ? "." : ", or name a known session with @Qualifier.");
		}
		return "Name the session with @Qualifier, or set sessions.<name>.primary for one of them.";
	}

	private static @Nullable InjectionPoint injectionPoint(Throwable failure) {
		InjectionPoint point = null;
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			if (ex instanceof UnsatisfiedDependencyException dependency && dependency.getInjectionPoint() != null) {
				point = dependency.getInjectionPoint();
			}
		}
		return point;
	}

	/**
	 * The name in the qualifier, or else the name of the parameter or field.
	 */
	private static @Nullable String wantedName(InjectionPoint point) {
		Qualifier qualifier = point.getAnnotation(Qualifier.class);
		if (qualifier != null) {
			return qualifier.value();
		}
		MethodParameter parameter = point.getMethodParameter();
		if (parameter != null) {
			parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
			return parameter.getParameterName();
		}
		return (point.getField() != null) ? point.getField().getName() : null;
	}

}
