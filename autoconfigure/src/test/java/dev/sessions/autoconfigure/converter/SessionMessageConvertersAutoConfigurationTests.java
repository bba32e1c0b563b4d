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

import java.util.ArrayList;
import java.util.List;

import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link SessionMessageConvertersAutoConfiguration}.
 */
class SessionMessageConvertersAutoConfigurationTests {

	private static final ApplicationContextRunner OWN = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SessionsAutoConfiguration.class, SessionMessageConvertersAutoConfiguration.class));

	private final ApplicationContextRunner runner = OWN
		.withConfiguration(AutoConfigurations.of(HttpMessageConvertersAutoConfiguration.class));

	@Test
	void sessionsShareTheApplicationsConverters() {
		StringHttpMessageConverter own = new StringHttpMessageConverter();
		this.runner
			.withBean(ClientHttpMessageConvertersCustomizer.class, () -> (builder) -> builder.addCustomConverter(own))
			.run((context) -> {
				SessionCustomizer customizer = context.getBean(SessionCustomizer.class);
				SessionBuilder builder = mock(SessionBuilder.class);
				customizer.customize("one", builder);
				customizer.customize("two", builder);
				ArgumentCaptor<HttpMessageConverters> converters = ArgumentCaptor.forClass(HttpMessageConverters.class);
				then(builder).should(times(2)).messageConverters(converters.capture());
				assertThat(converters.getAllValues().get(0)).contains(own);
				assertThat(converters.getAllValues().get(1)).isSameAs(converters.getAllValues().get(0));
			});
	}

	@Test
	void ownCustomizersComeAfterThem() {
		List<String> order = new ArrayList<>();
		this.runner.withBean(SessionCustomizer.class, () -> (name, builder) -> order.add(name))
			.withPropertyValues("sessions.github.compression=true")
			.run((context) -> {
				assertThat(context.getBeanProvider(SessionCustomizer.class).orderedStream().findFirst().orElseThrow())
					.isSameAs(context.getBean("namedSessionMessageConverters"));
				assertThat(order).containsExactly("github");
			});
	}

	@Test
	void sessionsWorkWithoutTheModule() {
		OWN.withClassLoader(new FilteredClassLoader("org.springframework.boot.http.converter"))
			.withPropertyValues("sessions.github.compression=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("github")
				.doesNotHaveBean(SessionCustomizer.class));
	}

}
