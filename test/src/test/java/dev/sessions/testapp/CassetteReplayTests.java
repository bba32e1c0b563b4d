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
import dev.sessions.test.Cassette;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Cassette} with existing recordings.
 */
@SessionsTest(GitHubClient.class)
@Cassette(session = "github", file = "github-users.har")
class CassetteReplayTests {

	@Autowired
	private GitHubClient client;

	@Autowired
	@Qualifier("github")
	private Session session;

	@Test
	void recordedResponsesAreReturnedInTheirOrder() {
		assertThat(this.client.user("octocat")).isEqualTo(new User("octocat", 1));
		assertThat(this.client.user("octocat")).isEqualTo(new User("octocat", 2));
	}

	@Test
	void eachTestStartsFromTheFirstExchange() {
		recordedResponsesAreReturnedInTheirOrder();
	}

	@Test
	@Cassette(session = "github", file = "github-browser.har")
	void recordingOfBrowserIsReplayed() {
		assertThat(catchThrowable(() -> this.session.get("/plain").text())).isNull();
		assertThat(this.session.get("/compressed").text()).isEqualTo("decoded by the browser");
		assertThat(this.session.get("/image").bytes()).isEqualTo(new byte[] { (byte) 0x89, 'P', 'N', 'G' });
	}

}
