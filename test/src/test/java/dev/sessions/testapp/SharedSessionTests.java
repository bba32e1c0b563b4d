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
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Verifies that a session with a shared store needs no Redis in a test.
 */
@SessionsTest(properties = "sessions.github.shared.store=redis")
class SharedSessionTests {

	@Autowired
	@Qualifier("github")
	private Session session;

	@MockSession("github")
	private MockSessionServer github;

	@Test
	void sessionIsIndependent() {
		this.session.cookies().set("sid", "1");
		this.github.expect(requestTo("https://api.github.invalid/x"))
			.andExpect(header("Cookie", "sid=1"))
			.andRespond(withSuccess());
		assertThat(this.session.get("/x").ok()).isTrue();
	}

	@Test
	void keyedForksOfAnotherTestAreForgotten() {
		assertThat(this.session.fork("alice").cookies().list()).isEmpty();
		this.session.fork("alice").cookies().set("sid", "alice");
	}

	@Test
	void keyedForksOfThirdTestAreForgotten() {
		keyedForksOfAnotherTestAreForgotten();
	}

}
