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

import java.time.Duration;
import java.time.Instant;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Verifies that what a test changes in a session or its clock does not reach the next
 * test.
 */
@SessionsTest
class ChangedSessionTests {

	@Autowired
	@Qualifier("github")
	private Session session;

	@MockSession("github")
	private MockSessionServer github;

	@RepeatedTest(2)
	void headersOfAnotherTestAreForgotten() {
		assertThat(this.session.headers().headerNames()).containsExactly("X-Start");
		this.session.headers((headers) -> {
			headers.set("X-Test", "1");
			headers.remove("X-Start");
		});
		this.github.expect(anything()).andRespond(withSuccess());
		this.session.get("/x");
		assertThat(this.github.received().get(0).header("X-Test")).isEqualTo("1");
	}

	@RepeatedTest(2)
	void credentialsOfAnotherTestAreForgotten() {
		this.github.expect(anything()).andRespond(withSuccess());
		this.session.get("/x");
		assertThat(this.github.received().get(0).header("Authorization")).isEqualTo("Bearer github-s3cret-token");
		this.session.auth(Credentials.basic("user", "password"));
	}

	@RepeatedTest(2)
	void clockOfAnotherTestIsReset() {
		assertThat(this.github.clock().instant()).isBefore(Instant.now().plusSeconds(60));
		this.github.clock().advance(Duration.ofHours(1));
		assertThat(this.github.clock().instant()).isAfter(Instant.now().plusSeconds(3500));
	}

	/**
	 * An application that changes its session when it starts.
	 */
	@TestConfiguration
	static class ChangeAtStart {

		@Bean
		ApplicationListener<ContextRefreshedEvent> changeAtStart(@Qualifier("github") Session session) {
			return (event) -> session.headers((headers) -> headers.set("X-Start", "1"));
		}

	}

}
