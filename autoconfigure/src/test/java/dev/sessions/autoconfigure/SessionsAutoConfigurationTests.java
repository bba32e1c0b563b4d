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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.NoSuchSessionException;
import dev.sessions.Session;
import dev.sessions.SessionClosedException;
import dev.sessions.SessionCustomizer;
import dev.sessions.SessionSettings;
import dev.sessions.Sessions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SessionsAutoConfiguration}.
 */
class SessionsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class));

	@Test
	void withoutSessionsTheRegistryIsEmpty() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(Session.class);
			assertThat(context.getBean(Sessions.class).names()).isEmpty();
		});
	}

	@Test
	void sessionIsABeanOfItsName() {
		yaml("sessions: { github: { base-url: 'https://api.github.com' } }").run((context) -> {
			assertThat(context).hasSingleBean(Session.class);
			assertThat(context.getBean("github", Session.class).name()).isEqualTo("github");
			assertThat(context.getBeanFactory().getAliases("github")).containsExactly("githubSession");
		});
	}

	@Test
	void sessionWithoutAnyKeyIsABean() {
		yaml("""
				sessions:
				  github:
				""").run((context) -> assertThat(context).hasBean("github"));
	}

	@Test
	void dashedNameHasAliasesInCamelCase() {
		yaml("sessions: { my-api: { base-url: 'http://one' } }").run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			assertThat(context.getBean("myApi")).isSameAs(session);
			assertThat(context.getBean("myApiSession")).isSameAs(session);
		});
	}

	@Test
	void nameInCamelCaseIsTheDashedOne() {
		yaml("sessions: { myApi: { base-url: 'http://one' }, my-api: { compression: false } }")
			.withUserConfiguration(RecordingConfiguration.class)
			.run((context) -> {
				assertThat(context.getBeanNamesForType(Session.class)).containsExactly("myApi");
				assertThat(context.getBean(Sessions.class).names()).containsExactly("my-api");
				SessionSettings settings = settings(context, "my-api");
				assertThat(settings.baseUrl()).isEqualTo(URI.create("http://one"));
				assertThat(settings.compression()).isFalse();
			});
	}

	@Test
	void aliasOfAnotherBeanIsKept() {
		yaml("sessions: { my-api: { base-url: 'http://one' } }").withUserConfiguration(OtherBeanConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("myApi")).isEqualTo("another bean");
				assertThat(context.getBean("myApiSession")).isInstanceOf(Session.class);
			});
	}

	@Test
	void parameterNamesSelectSessions() {
		yaml("sessions: { my-api: { base-url: 'http://one' }, github: { base-url: 'http://two' } }")
			.withUserConfiguration(InjectionConfiguration.class)
			.run((context) -> {
				InjectionConfiguration injected = context.getBean(InjectionConfiguration.class);
				assertThat(injected.myApi.name()).isEqualTo("my-api");
				assertThat(injected.githubSession.name()).isEqualTo("github");
				assertThat(injected.qualified.name()).isEqualTo("my-api");
			});
	}

	@Test
	void primarySessionIsInjectedWhereNoneIsNamed() {
		yaml("sessions: { one: { primary: true }, two: { base-url: 'http://two' } }")
			.run((context) -> assertThat(context.getBean(Session.class).name()).isEqualTo("one"));
	}

	@Test
	void sessionsAreClosedWithTheContext() {
		List<Session> sessions = new ArrayList<>();
		yaml("sessions: { github: { base-url: 'http://localhost:1' } }")
			.run((context) -> sessions.add(context.getBean(Session.class)));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> sessions.get(0).get("/"))
			.withMessageContaining("closed");
	}

	@Test
	void registryFindsSessionsInEachSpelling() {
		yaml("sessions: { zeta: { base-url: 'http://one' }, my-api: { base-url: 'http://two' } }").run((context) -> {
			Sessions sessions = context.getBean(Sessions.class);
			assertThat(sessions.names()).containsExactly("my-api", "zeta");
			assertThat(sessions.get("my-api")).isSameAs(context.getBean("my-api"));
			assertThat(sessions.get("myApi")).isSameAs(context.getBean("my-api"));
			assertThat(sessions.find("zeta")).contains(context.getBean("zeta", Session.class));
			assertThat(sessions.find("eta")).isEmpty();
			assertThatExceptionOfType(NoSuchSessionException.class).isThrownBy(() -> sessions.get("eta"))
				.withMessageContaining("my-api, zeta");
		});
	}

	@Test
	void registryFindsSessionsMadeByHandByTheNamesOfTheirBeans() {
		yaml("sessions: { my-api: { base-url: 'http://one' } }").withUserConfiguration(HandMadeConfiguration.class)
			.run((context) -> {
				Sessions sessions = context.getBean(Sessions.class);
				assertThat(sessions.names()).containsExactly("handMade", "my-api", "my_api");
				assertThat(sessions.get("hand-made")).isSameAs(context.getBean("handMade"));
				assertThat(sessions.get("my_api")).isSameAs(context.getBean("my_api"));
				assertThat(sessions.get("my-api")).isSameAs(context.getBean("my-api"));
				assertThat(sessions.find("other")).isEmpty();
			});
	}

	@Test
	void sessionsMadeByHandAreClosedWithTheContext() {
		List<Session> sessions = new ArrayList<>();
		this.runner.withUserConfiguration(HandMadeConfiguration.class)
			.run((context) -> sessions.add(context.getBean("handMade", Session.class)));
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> sessions.get(0).get("/"))
			.withMessageContaining("other");
	}

	@Test
	void ownRegistryReplacesTheConfiguredOne() {
		this.runner.withBean("own", Sessions.class, () -> new DefaultSessions(new StaticListableBeanFactory()))
			.run((context) -> assertThat(context).hasSingleBean(Sessions.class).hasBean("own"));
	}

	@Test
	void customizersComeLastAndInTheirOrder() {
		yaml("sessions: { github: { headers: { X-From: yaml } } }")
			.withUserConfiguration(CustomizersConfiguration.class)
			.withUserConfiguration(RecordingConfiguration.class)
			.run((context) -> assertThat(settings(context, "github").headers().get("X-From")).containsExactly("yaml",
					"first github", "second github"));
	}

	@Test
	void settingsBeanIsTheBaseOfTheConfiguration() {
		SessionSettings base = SessionSettings.defaults()
			.withCompression(false)
			.withPool(SessionSettings.defaults().pool().withMaxConnections(7));
		yaml("sessions: { github: { compression: true } }").withBean(SessionSettings.class, () -> base)
			.withUserConfiguration(RecordingConfiguration.class)
			.run((context) -> {
				assertThat(settings(context, "github").compression()).isTrue();
				assertThat(settings(context, "github").pool().maxConnections()).isEqualTo(7);
			});
	}

	private ApplicationContextRunner yaml(String yaml) {
		return this.runner.withInitializer(Yaml.of(yaml));
	}

	private static SessionSettings settings(ApplicationContext context, String name) {
		return context.getBean(RecordedSettings.class).of(name);
	}

	@Configuration(proxyBeanMethods = false)
	static class RecordingConfiguration {

		@Bean
		RecordedSettings recordedSettings() {
			return new RecordedSettings();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizersConfiguration {

		@Bean
		@Order(2)
		SessionCustomizer second() {
			return (name, builder) -> builder.headers((headers) -> headers.add("X-From", "second " + name));
		}

		@Bean
		@Order(1)
		SessionCustomizer first() {
			return (name, builder) -> builder.headers((HttpHeaders headers) -> headers.add("X-From", "first " + name));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherBeanConfiguration {

		@Bean
		String myApi() {
			return "another bean";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InjectionConfiguration {

		@Autowired
		Session myApi;

		@Autowired
		Session githubSession;

		@Autowired
		@Qualifier("my-api")
		Session qualified;

	}

	@Configuration(proxyBeanMethods = false)
	static class HandMadeConfiguration {

		@Bean
		Session handMade() {
			return Session.builder("other").baseUrl("http://localhost:1").build();
		}

		@Bean("my_api")
		Session similar() {
			return Session.builder("similar").build();
		}

		@Bean
		@Scope("prototype")
		Session ofAUser(@Qualifier("handMade") Session handMade) {
			return handMade.fork();
		}

	}

}
