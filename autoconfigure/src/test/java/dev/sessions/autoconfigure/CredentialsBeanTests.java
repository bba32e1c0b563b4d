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

import dev.sessions.Credentials;
import dev.sessions.SessionSettings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a {@link Credentials} bean that is qualified with a session's name and
 * replaces the configured credentials.
 */
class CredentialsBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
		.withBean(RecordedSettings.class);

	@Test
	void beanReplacesTheConfigurationOfItsSessionOnly() {
		yaml("""
				sessions:
				  default: { auth: { basic: { username: me, password: secret } } }
				  my-api:
				  other:
				""").withUserConfiguration(QualifiedConfiguration.class).run((context) -> {
			assertThat(settings(context.getBean(RecordedSettings.class), "my-api"))
				.isSameAs(context.getBean("token", Credentials.class));
			assertThat(settings(context.getBean(RecordedSettings.class), "other")).hasToString("Credentials[basic]");
		});
	}

	@Test
	void replacedConfigurationNeedNotBeComplete() {
		yaml("sessions: { my-api: { auth: { bearer: { token: '${NO_SUCH_TOKEN}' } } } }")
			.withUserConfiguration(QualifiedConfiguration.class)
			.run((context) -> assertThat(settings(context.getBean(RecordedSettings.class), "my-api"))
				.isSameAs(context.getBean("token", Credentials.class)));
	}

	@Test
	void qualifierMayBeInCamelCase() {
		yaml("sessions: { my-api: { compression: true } }").withUserConfiguration(CamelCaseConfiguration.class)
			.run((context) -> assertThat(settings(context.getBean(RecordedSettings.class), "my-api"))
				.isSameAs(context.getBean("token", Credentials.class)));
	}

	@Test
	void beanWithoutQualifierIsNotUsed() {
		yaml("sessions: { my-api: { compression: true } }")
			.withBean("token", Credentials.class, () -> Credentials.bearer("secret"))
			.run((context) -> assertThat(settings(context.getBean(RecordedSettings.class), "my-api")).isNull());
	}

	private ApplicationContextRunner yaml(String yaml) {
		return this.runner.withInitializer(Yaml.of(yaml));
	}

	private static Credentials settings(RecordedSettings recorded, String name) {
		SessionSettings settings = recorded.of(name);
		return settings.credentials();
	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedConfiguration {

		@Bean
		@Qualifier("my-api")
		Credentials token() {
			return Credentials.bearer("secret");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CamelCaseConfiguration {

		@Bean
		@Qualifier("myApi")
		Credentials token() {
			return Credentials.bearer("secret");
		}

	}

}
