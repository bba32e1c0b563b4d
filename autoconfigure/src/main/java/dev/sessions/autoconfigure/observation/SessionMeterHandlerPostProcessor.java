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

package dev.sessions.autoconfigure.observation;

import dev.sessions.observation.SessionMeterObservationHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;

/**
 * Replaces the handler that Spring Boot declares for the meters of observations by one
 * that costs less for the calls of sessions. One that the application declares is left
 * unchanged.
 */
class SessionMeterHandlerPostProcessor implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<MeterRegistry> registry;

	SessionMeterHandlerPostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<MeterRegistry> registry) {
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != DefaultMeterObservationHandler.class || !isOfSpringBoot(beanName)) {
			return bean;
		}
		MeterRegistry present = this.registry.getIfAvailable();
		return (present != null) ? new SessionMeterObservationHandler((DefaultMeterObservationHandler) bean, present)
				: bean;
	}

	private boolean isOfSpringBoot(String beanName) {
		// the name of the configuration is not part of a definition made ahead of time
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition
				&& definition.getResolvedFactoryMethod() != null
				&& definition.getResolvedFactoryMethod().getDeclaringClass() == MetricsAutoConfiguration.class;
	}

}
