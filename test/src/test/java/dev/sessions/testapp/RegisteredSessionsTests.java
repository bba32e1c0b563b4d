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

package dev.sessions.testapp;

import dev.sessions.Session;
import dev.sessions.test.AutoConfigureMockSessions;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Verifies that sessions which Spring does not create itself are mocked as well.
 */
@SpringBootTest
@AutoConfigureMockSessions
@ContextConfiguration(initializers = RegisteredSessionsTests.ReadyMade.class)
class RegisteredSessionsTests {

	@TestBean
	private Session github;

	@MockSession("github")
	private MockSessionServer githubServer;

	@MockSession("readyMade")
	private MockSessionServer readyMade;

	@MockSession("ofParent")
	private MockSessionServer ofParent;

	@MockSession("readyMadeOfParent")
	private MockSessionServer readyMadeOfParent;

	@Autowired
	private ConfigurableListableBeanFactory beans;

	@Autowired
	@Qualifier("failureAtStart")
	private Throwable failureAtStart;

	private final int attempts = Firewall.attempts();

	static Session github() {
		return session("github");
	}

	private static Session session(String name) {
		return Session.builder(name).baseUrl("http://127.0.0.1:9").build();
	}

	@AfterEach
	void nothingTriedToConnect() {
		assertThat(Firewall.attempts()).isEqualTo(this.attempts);
	}

	@Test
	void testBeanIsAnswered() {
		this.githubServer.expect(requestTo("http://127.0.0.1:9/x"))
			.andRespond(withSuccess("here", MediaType.TEXT_PLAIN));
		assertThat(this.github.get("/x").text()).isEqualTo("here");
	}

	@Test
	void singletonIsAnswered() {
		this.readyMade.expect(anything()).andRespond(withSuccess("here", MediaType.TEXT_PLAIN));
		assertThat(this.beans.getBean("readyMade", Session.class).get("/x").text()).isEqualTo("here");
	}

	@Test
	void beanOfParentIsAnswered() {
		this.ofParent.expect(anything()).andRespond(withSuccess("here", MediaType.TEXT_PLAIN));
		assertThat(this.beans.getBean("ofParent", Session.class).get("/x").text()).isEqualTo("here");
	}

	@Test
	void singletonOfParentIsAnswered() {
		this.readyMadeOfParent.expect(anything()).andRespond(withSuccess("here", MediaType.TEXT_PLAIN));
		assertThat(this.beans.getBean("readyMadeOfParent", Session.class).get("/x").text()).isEqualTo("here");
	}

	@Test
	void singletonIsMockedBeforeBeansCallIt() {
		assertThat(this.failureAtStart).isInstanceOf(AssertionError.class)
			.hasMessageContaining("Session 'ready-made' reaches no network in this test");
	}

	/**
	 * Registers sessions that are built already, one of them in a parent context.
	 */
	static class ReadyMade implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			GenericApplicationContext parent = new GenericApplicationContext();
			parent.registerBean("ofParent", Session.class, () -> session("of-parent"));
			parent.getBeanFactory().registerSingleton("readyMadeOfParent", session("ready-made-of-parent"));
			parent.refresh();
			context.setParent(parent);
			context.getBeanFactory().registerSingleton("readyMade", session("ready-made"));
		}

	}

	@TestConfiguration
	static class CallAtStart {

		@Bean
		Throwable failureAtStart(@Qualifier("readyMade") Session session) {
			Throwable failure = catchThrowable(() -> session.get("/x"));
			return (failure != null) ? failure : new AssertionFailedError("The call has succeeded");
		}

	}

}
