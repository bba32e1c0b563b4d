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

package dev.sessions.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

import dev.sessions.Session;
import dev.sessions.SessionCustomizer;
import dev.sessions.Sessions;
import dev.sessions.actuate.RecentFailures;
import dev.sessions.actuate.SessionsDescriptor.Summary;
import dev.sessions.actuate.SessionsEndpoint;
import dev.sessions.actuate.SessionsEndpointWebExtension;
import dev.sessions.actuate.SessionsHealthContributor;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.health.SessionHealthContributorAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SessionsEndpointAutoConfiguration}.
 */
class SessionsEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
				SessionsEndpointAutoConfiguration.class, SessionHealthContributorAutoConfiguration.class))
		.withPropertyValues("sessions.github.base-url=http://localhost:1", "sessions.github.health.path=/health");

	@Test
	void endpointExistsIfExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.run((context) -> assertThat(context).hasSingleBean(SessionsEndpoint.class)
				.hasSingleBean(SessionsEndpointWebExtension.class));
	}

	@Test
	void nothingExistsUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SessionsEndpoint.class)
			.doesNotHaveBean(SessionsEndpointWebExtension.class)
			.doesNotHaveBean(RecentFailures.class));
	}

	@Test
	void nothingExistsWithoutAccess() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=sessions",
					"management.endpoint.sessions.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(SessionsEndpoint.class));
	}

	@Test
	void applicationStartsWithoutActuatorAndHealth() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(Sessions.class)
					.doesNotHaveBean(SessionsEndpointAutoConfiguration.class)
					.doesNotHaveBean(SessionHealthContributorAutoConfiguration.class);
				assertThat(context.getBeansOfType(RecentFailures.class)).isEmpty();
				assertThat(context.getBean("github", Session.class).name()).isEqualTo("github");
			});
	}

	@Test
	void actuatorWithoutHealthHasTheEndpoint() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.run((context) -> assertThat(context).hasSingleBean(SessionsEndpoint.class)
				.doesNotHaveBean(SessionsHealthContributor.class));
	}

	@Test
	void healthExistsOnlyForSessionWithPath() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SessionsHealthContributor.class));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
					SessionHealthContributorAutoConfiguration.class))
			.withPropertyValues("sessions.github.base-url=http://localhost:1")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
		this.runner.withPropertyValues("management.health.sessions.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void accessIsReadOnlyUnlessMoreIsAllowed() {
		assertThat(SessionsEndpoint.class.getAnnotation(Endpoint.class).defaultAccess()).isEqualTo(Access.READ_ONLY);
	}

	@Test
	void sessionOfATestIsShown() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.withBean("mocked", Session.class, () -> mock(Session.class))
			.run((context) -> {
				SessionsEndpoint endpoint = context.getBean(SessionsEndpoint.class);
				assertThat(endpoint.sessions().sessions()).containsOnlyKeys("github", "mocked");
			});
	}

	@Test
	void listingAllSessionsCreatesNone() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=sessions", "sessions.github.primary=true",
					"sessions.github.auth.bearer.token=secret")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				SessionsEndpoint endpoint = context.getBean(SessionsEndpoint.class);
				Summary summary = endpoint.sessions().sessions().get("github");
				assertThat(context.getBeanFactory().containsSingleton("github")).isFalse();
				assertThat(summary.state()).isEqualTo("not created yet");
				assertThat(summary.configured()).isTrue();
				assertThat(summary.primary()).isTrue();
				context.getBean("github", Session.class);
				assertThat(endpoint.sessions().sessions().get("github").state()).isEqualTo("created");
				assertThat(endpoint.sessions().sessions().get("github").baseUrl()).isEqualTo("http://localhost:1");
			});
	}

	@Test
	void sessionThatCannotBeBuiltDoesNotHideTheOthers() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=sessions",
					"sessions.other.base-url=http://localhost:2")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(SessionCustomizer.class, () -> (name, builder) -> {
				if (name.equals("github")) {
					throw new IllegalStateException("secret");
				}
			})
			.run((context) -> {
				context.getBean("other");
				SessionsEndpoint endpoint = context.getBean(SessionsEndpoint.class);
				WebEndpointResponse<Object> one = context.getBean(SessionsEndpointWebExtension.class).session("github");
				assertThat(one.getStatus()).isEqualTo(503);
				assertThat(one.getBody()).asString()
					.contains("The session cannot be created: IllegalStateException")
					.doesNotContain("secret");
				Map<String, Summary> all = endpoint.sessions().sessions();
				assertThat(all.get("github").state()).isEqualTo("not created yet");
				assertThat(all.get("github").baseUrl()).isEqualTo("http://localhost:1");
				assertThat(all.get("other").state()).isEqualTo("created");
			});
	}

	@Test
	void sessionThatCannotBeReadIsListedWithTheReason() {
		Session broken = mock(Session.class);
		given(broken.pool()).willThrow(new UnsupportedOperationException("secret"));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.withBean("broken", Session.class, () -> broken)
			.run((context) -> {
				Map<String, Summary> all = context.getBean(SessionsEndpoint.class).sessions().sessions();
				assertThat(all).containsOnlyKeys("broken", "github");
				assertThat(all.get("broken").state()).isEqualTo("cannot be inspected: UnsupportedOperationException");
			});
	}

	@Test
	void endpointIsAvailableOverJmx() throws Exception {
		MBeanServer server = MBeanServerFactory.createMBeanServer();
		this.runner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, EndpointAutoConfiguration.class,
					JmxEndpointAutoConfiguration.class))
			.withBean("mbeanServer", MBeanServer.class, () -> server)
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=sessions",
					"management.endpoint.sessions.access=UNRESTRICTED")
			.run((context) -> {
				ObjectName name = server.queryNames(new ObjectName("*:type=Endpoint,name=Sessions,*"), null)
					.iterator()
					.next();
				Map<?, ?> all = (Map<?, ?>) server.invoke(name, "sessions", new Object[0], new String[0]);
				assertThat(((Map<?, ?>) all.get("sessions")).containsKey("github")).isTrue();
				Map<?, ?> one = (Map<?, ?>) server.invoke(name, "session", new Object[] { "github" },
						new String[] { String.class.getName() });
				assertThat(one.get("name")).isEqualTo("github");
				assertThat(one.get("settings")).isInstanceOf(Map.class);
				Map<?, ?> done = (Map<?, ?>) server.invoke(name, "act", new Object[] { "github", "evict-idle" },
						new String[] { String.class.getName(), String.class.getName() });
				assertThat(done.get("outcome")).isEqualTo("closed 0 idle connections");
				assertThat(List.of(one.get("cookies"), one.get("recentFailures"))).containsOnly(List.of());
			});
	}

}
