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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.Session;
import dev.sessions.autoconfigure.internal.binding.CurrentEnvironment;
import dev.sessions.autoconfigure.internal.binding.SessionName;
import dev.sessions.autoconfigure.internal.binding.SessionsEnvironment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/**
 * Registers a bean definition for each configured session, after all other beans, whose
 * names are therefore known. Only the names are read here. The properties are bound when
 * the session is created, and what ahead-of-time processing generates contains neither:
 * the definitions are registered anew at the start.
 */
class SessionBeanDefinitions implements BeanDefinitionRegistryPostProcessor {

	private static final Log logger = LogFactory.getLog(SessionBeanDefinitions.class);

	private static final Set<String> OF_SPRING = Set.of(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
			AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME,
			AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
			AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
			ConfigurableApplicationContext.CONVERSION_SERVICE_BEAN_NAME,
			ConfigurableApplicationContext.SYSTEM_PROPERTIES_BEAN_NAME,
			ConfigurableApplicationContext.SYSTEM_ENVIRONMENT_BEAN_NAME);

	private final List<Session> created = new CopyOnWriteArrayList<>();

	private final CurrentEnvironment environment;

	SessionBeanDefinitions(CurrentEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		DefaultListableBeanFactory beanFactory = (DefaultListableBeanFactory) registry;
		// the first one to be registered is the last one to be destroyed
		beanFactory.registerDisposableBean(getClass().getName(), () -> this.created.forEach(Session::close));
		SessionsEnvironment sessions = this.environment.sessions();
		sessions.warnings().forEach(logger::warn);
		check(sessions);
		for (String name : sessions.names()) {
			SessionBeanNames names = new SessionBeanNames(new SessionName(name), sessions.names(), beanFactory);
			if (names.replacement() == null && !isOfParent(name, beanFactory, sessions)) {
				registry.registerBeanDefinition(beanName(names, sessions, beanFactory),
						definition(name, sessions.isPrimary(name), beanFactory));
			}
		}
	}

	private static void check(SessionsEnvironment sessions) {
		List<String> primaries = sessions.names().stream().filter(sessions::isPrimary).toList();
		if (primaries.size() > 1) {
			throw sessions.invalid(primaries.get(1), "primary",
					"is true, but so is sessions." + primaries.get(0) + ".primary", "Let only one session be primary.");
		}
		for (String name : sessions.names()) {
			for (String bean : OF_SPRING) {
				if (SessionName.isSame(bean, name)) {
					throw sessions.invalid(name, "", "has the name of Spring's own bean " + bean,
							"Give the session another name.");
				}
			}
		}
	}

	private static String beanName(SessionBeanNames names, SessionsEnvironment sessions,
			ConfigurableListableBeanFactory beanFactory) {
		String free = names.free();
		if (free != null) {
			return free;
		}
		String name = names.session();
		String taken = names.preferred();
		throw sessions.invalid(name, "",
				"has the name of another bean, which is defined by " + describe(taken, beanFactory),
				"Rename the session, which is sessions.%s, or the bean '%s'.".formatted(name, taken));
	}

	private static String describe(String bean, ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(bean)) {
			return Objects.requireNonNullElse(beanFactory.getType(bean), Object.class).getName();
		}
		BeanDefinition definition = beanFactory.getBeanDefinition(bean);
		String resource = definition.getResourceDescription();
		if (resource == null) {
			return String.valueOf(definition.getBeanClassName());
		}
		String method = definition.getFactoryMethodName();
		return (method != null) ? "method " + method + " in " + resource : resource;
	}

	/**
	 * Whether a parent context has the session with the same values, and thus shares it.
	 */
	private static boolean isOfParent(String name, ConfigurableListableBeanFactory beanFactory,
			SessionsEnvironment sessions) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		if (parent == null || !parent.containsBean(name) || !parent.isTypeMatch(name, Session.class)) {
			return false;
		}
		Environment environment = parent.getBeanProvider(Environment.class).getIfAvailable();
		return environment == null || new SessionsEnvironment(environment).values(name).equals(sessions.values(name));
	}

	/**
	 * The definition of a session, which is not closed as a bean but after all beans,
	 * because some of them may use it without depending on it.
	 */
	private RootBeanDefinition definition(String name, boolean primary, BeanFactory beanFactory) {
		RootBeanDefinition definition = new RootBeanDefinition(Session.class, () -> {
			Session session = beanFactory.getBean(SessionFactory.class).create(name);
			this.created.add(session);
			return session;
		});
		definition.setDestroyMethodName("");
		definition.setDescription("The session configured as sessions." + name);
		definition.setPrimary(primary);
		definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		// a mock or spy with this qualifier is placed before the aliases are registered
		definition.setQualifiedElement(AnnotatedElementUtils
			.forAnnotations(MergedAnnotation.of(Qualifier.class, Map.of(MergedAnnotation.VALUE, name)).synthesize()));
		SessionBeanNames.mark(definition, name);
		return definition;
	}

}
