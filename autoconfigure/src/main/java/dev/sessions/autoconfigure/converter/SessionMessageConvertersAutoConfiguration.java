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

package dev.sessions.autoconfigure.converter;

import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that makes all sessions use the message converters of the
 * application's other clients.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration")
@ConditionalOnClass(ClientHttpMessageConvertersCustomizer.class)
@ConditionalOnBean(ClientHttpMessageConvertersCustomizer.class)
public final class SessionMessageConvertersAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SessionCustomizer namedSessionMessageConverters(ObjectProvider<ClientHttpMessageConvertersCustomizer> customizers) {
		SingletonSupplier<HttpMessageConverters> converters = SingletonSupplier.of(() -> build(customizers));
		return (name, builder) -> builder.messageConverters(converters.obtain());
	}

	private static HttpMessageConverters build(ObjectProvider<ClientHttpMessageConvertersCustomizer> customizers) {
		HttpMessageConverters.ClientBuilder builder = HttpMessageConverters.forClient().registerDefaults();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

}
