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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.test.AutoConfigureMockSessions;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.annotation.DirtiesContext.MethodMode;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Verifies the results of test classes that use the module. Each is run by JUnit as a
 * separate class.
 */
class VerificationTests {

	private static Events run(Class<?>... testClasses) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
			.execute()
			.testEvents();
	}

	private static Events runInParallel(Class<?> testClass) {
		return EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
			.selectors(DiscoverySelectors.selectClass(testClass))
			.execute()
			.testEvents();
	}

	@Test
	void missingRequestFailsTheTest() {
		Events events = run(MissingRequest.class);
		events.assertStatistics((statistics) -> statistics.started(1).failed(1));
		events.assertThatEvents()
			.haveExactly(1, EventConditions
				.finishedWithFailure(TestExecutionResultConditions.instanceOf(AssertionError.class),
						TestExecutionResultConditions.message((text) -> text.matches("(?s)"
								+ "Session 'github' has not made 1 expected request:\\s+at \\S*MissingRequest\\.\\w+"
								+ "\\(VerificationTests\\.java:\\d+\\)\\s+It has made none"))));
	}

	@Test
	void requestWithoutResponseFailsTheTestEvenIfCaught() {
		run(CaughtFailure.class).assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.instanceOf(AssertionError.class),
							TestExecutionResultConditions
								.message((text) -> text.contains("GET https://api.github.invalid/x"))));
	}

	@Test
	void failureOfTheTestItselfRemains() {
		run(OwnFailure.class).assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(
							TestExecutionResultConditions.instanceOf(IllegalStateException.class),
							TestExecutionResultConditions.message("own failure")));
	}

	@Test
	void testsDoNotShareExpectationsAndRequests() {
		run(OneAfterTheOther.class).assertStatistics((statistics) -> statistics.succeeded(2).failed(0));
	}

	@Test
	void classesWithSharedContextDoNotShareExpectations() {
		run(OneAfterTheOther.class, SameContext.class)
			.assertStatistics((statistics) -> statistics.succeeded(4).failed(0));
	}

	@Test
	void singletonThatEarlierTestRegistersIsMocked() {
		run(LateSingleton.class).assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.instanceOf(AssertionError.class),
							TestExecutionResultConditions
								.message((text) -> text.startsWith("Session 'late' reaches no network in this test"))));
	}

	@Test
	void fieldFollowsTheContextThatReplacesDirtyOne() {
		run(DirtyBeforeMethod.class, DirtyBeforeEachMethod.class, DirtyAfterEachMethod.class)
			.assertStatistics((statistics) -> statistics.succeeded(6).failed(0));
	}

	@Test
	void missingRequestFailsTheTestThatClosesItsContext() {
		run(DirtyMissingRequest.class).assertThatEvents()
			.haveExactly(1,
					EventConditions.finishedWithFailure(TestExecutionResultConditions.instanceOf(AssertionError.class),
							TestExecutionResultConditions
								.message((text) -> text.contains("'github' has not made 1 expected request"))));
	}

	@Test
	void parallelTestsDoNotShareExpectations() {
		runInParallel(InParallel.class).assertStatistics((statistics) -> statistics.succeeded(40).failed(0));
	}

	@Test
	void fieldMocksTheSessionsOfFullContext() {
		run(FieldAlone.class).assertStatistics((statistics) -> statistics.succeeded(1).failed(0));
	}

	@Test
	void cassetteModePropertyIsNoSession() {
		run(ModeOfCassettes.class).assertStatistics((statistics) -> statistics.succeeded(1).failed(0));
	}

	@Test
	void cookieFileOfTheApplicationIsUnchanged() {
		run(CookieFile.class).assertStatistics((statistics) -> statistics.succeeded(1).failed(0));
	}

	@Test
	void unknownSessionFailsWithItsName() {
		run(UnknownSession.class).assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(TestExecutionResultConditions
				.message((text) -> text.contains("gitlab") && text.contains("github"))));
	}

	@Test
	void replacedSessionHasNoServer() {
		run(Replaced.class).assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(
					TestExecutionResultConditions.instanceOf(IllegalStateException.class), TestExecutionResultConditions
						.message((text) -> text.contains("'github' is replaced by a bean of another kind"))));
	}

	@Test
	void fieldOfAnotherTypeIsRefused() {
		run(WrongType.class).assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(
					TestExecutionResultConditions.instanceOf(IllegalStateException.class), TestExecutionResultConditions
						.message((text) -> text.contains("requires a field of type MockSessionServer"))));
	}

	@SessionsTest
	static class MissingRequest {

		@MockSession("github")
		private MockSessionServer github;

		@Test
		void test() {
			this.github.expect(anything()).andRespond(withSuccess());
		}

	}

	@SessionsTest
	static class CaughtFailure {

		@Autowired
		@Qualifier("github")
		private Session session;

		@MockSession("github")
		private MockSessionServer unusedGithub;

		@Test
		void test() {
			assertThat(catchThrowable(() -> this.session.get("/x"))).isInstanceOf(AssertionError.class);
		}

	}

	@SessionsTest
	static class OwnFailure {

		@MockSession("github")
		private MockSessionServer github;

		@Test
		void test() {
			this.github.expect(anything());
			throw new IllegalStateException("own failure");
		}

	}

	@SessionsTest
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class OneAfterTheOther {

		@Autowired
		@Qualifier("github")
		private Session session;

		@MockSession("github")
		private MockSessionServer github;

		@BeforeEach
		void expect() {
			assertThat(this.github.received()).isEmpty();
			this.github.expect(anything()).andRespond(withSuccess());
		}

		@Test
		void first() {
			this.session.get("/first");
			assertThat(this.github.received()).hasSize(1);
		}

		@Test
		void second() {
			this.session.get("/second");
			assertThat(this.github.received()).hasSize(1);
		}

	}

	@SessionsTest
	static class SameContext extends OneAfterTheOther {

	}

	@SessionsTest
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class LateSingleton {

		@Autowired
		private ConfigurableListableBeanFactory beanFactory;

		@Test
		void first() {
			this.beanFactory.registerSingleton("late", Session.builder("late").baseUrl("http://127.0.0.1:9").build());
		}

		@Test
		void second() {
			this.beanFactory.getBean("late", Session.class).get("/x");
		}

	}

	@SessionsTest
	static class DirtyBeforeMethod extends OneAfterTheOther {

		@Test
		@DirtiesContext(methodMode = MethodMode.BEFORE_METHOD)
		@Override
		void second() {
			super.second();
		}

	}

	@SessionsTest
	@DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
	static class DirtyBeforeEachMethod extends OneAfterTheOther {

	}

	@SessionsTest
	@TestInstance(Lifecycle.PER_CLASS)
	@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
	static class DirtyAfterEachMethod extends OneAfterTheOther {

	}

	@SessionsTest
	@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
	static class DirtyMissingRequest extends MissingRequest {

	}

	@SessionsTest
	static class InParallel {

		@Autowired
		private Sessions sessions;

		@MockSession("github")
		private MockSessionServer github;

		@MockSession("partner")
		private MockSessionServer unusedPartner;

		@RepeatedTest(20)
		void ownRequests() throws Exception {
			String own = "https://api.github.invalid/" + System.nanoTime();
			this.github.expect(requestTo(own)).andRespond(withSuccess("here", MediaType.TEXT_PLAIN));
			this.github.expect(requestTo(own + "/thread")).andRespond(withSuccess("there", MediaType.TEXT_PLAIN));
			assertThat(this.sessions.get("github").get(own).text()).isEqualTo("here");
			Thread thread = new Thread(() -> this.sessions.get("github").get(own + "/thread"));
			thread.start();
			thread.join();
			assertThat(this.github.received()).hasSize(2);
		}

		@RepeatedTest(20)
		void ownWaits() {
			this.github.expect(anything()).andRespond((request) -> {
				throw new IOException("broken");
			});
			this.github.expect(anything()).andRespond(withSuccess());
			assertThat(this.sessions.get("github").get("/x").attempts()).isEqualTo(2);
		}

	}

	@SpringBootTest
	static class FieldAlone {

		@Autowired
		private GitHubClient client;

		@MockSession("github")
		private MockSessionServer github;

		@Test
		void test() {
			this.github.expect(anything())
				.andRespond(withSuccess("{\"login\":\"a\",\"id\":1}", MediaType.APPLICATION_JSON));
			assertThat(this.client.user("a").id()).isOne();
		}

	}

	@SessionsTest(properties = "sessions.cassettes=update")
	static class ModeOfCassettes {

		@Autowired
		private Sessions sessions;

		@Test
		void test() {
			assertThat(this.sessions.names()).doesNotContain("cassettes").hasSize(3);
		}

	}

	@SessionsTest(properties = "sessions.github.cookies.file=target/cookies-of-the-application.json")
	static class CookieFile {

		@Autowired
		@Qualifier("github")
		private Session session;

		@MockSession("github")
		private MockSessionServer github;

		@Test
		void test() {
			this.github.expect(anything()).andRespond(withSuccess().header("Set-Cookie", "sid=1; Max-Age=3600"));
			this.session.get("/login");
			assertThat(this.session.cookies().list()).hasSize(1);
			this.session.close();
			assertThat(Path.of("target/cookies-of-the-application.json")).doesNotExist();
		}

	}

	@SessionsTest
	static class UnknownSession {

		@MockSession("gitlab")
		private MockSessionServer gitlab;

		@Test
		void test() {
			throw new UnsupportedOperationException(List.of(this.gitlab).toString());
		}

	}

	@SpringBootTest
	@AutoConfigureMockSessions
	static class Replaced {

		@MockitoBean(name = "github")
		private Session unusedSession;

		@MockSession("github")
		private MockSessionServer unusedGithub;

		@Test
		void test() {
			throw new UnsupportedOperationException();
		}

	}

	@SessionsTest
	static class WrongType {

		@MockSession("github")
		private String github;

		@Test
		void test() {
			throw new UnsupportedOperationException(this.github);
		}

	}

}
