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

import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests of a session whose token is a placeholder, with a value from the test's
 * properties.
 */
@SessionsTest(value = GitHubClient.class,
		properties = { "sessions.github.auth.bearer.token=${GITHUB_TOKEN}", "GITHUB_TOKEN=of-the-test" })
class PlaceholderTests {

	@Autowired
	private GitHubClient client;

	@MockSession("github")
	private MockSessionServer github;

	@Test
	void tokenIsThatOfTheTest() {
		this.github.expect(header("Authorization", "Bearer of-the-test")).andRespond(withSuccess());
		this.client.star("spring");
	}

}
