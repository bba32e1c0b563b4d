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

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.test.MockFaults;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.ReceivedRequest;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ExpectedCount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withTooManyRequests;

// tag::shortest[]
@SessionsTest(GitHubClient.class)
class GitHubClientTests {

	@Autowired
	private GitHubClient client;

	@MockSession("github")
	private MockSessionServer github;

	@Test
	void readsUser() {
		this.github.expect(requestTo("https://api.github.invalid/users/octocat"))
			.andRespond(withSuccess("{\"login\": \"octocat\", \"id\": 1}", MediaType.APPLICATION_JSON));
		assertThat(this.client.user("octocat").login()).isEqualTo("octocat");
	}

	// end::shortest[]

	@Autowired
	@Qualifier("github")
	private Session session;

	@Autowired
	@Qualifier("partner")
	private Session partner;

	@MockSession("partner")
	private MockSessionServer partnerServer;

	// tag::received[]
	@Test
	void sendsToken() {
		this.github.expect(anything()).andRespond(withSuccess());
		this.client.star("spring-boot");
		ReceivedRequest request = this.github.received().get(0);
		assertThat(request.method().name()).isEqualTo("PUT");
		assertThat(request.uri()).hasPath("/user/starred/spring-boot");
		assertThat(request.header("Authorization")).isEqualTo("Bearer github-s3cret-token");
	}
	// end::received[]

	// tag::waits[]
	@Test
	void waitsAsLongAsGitHubAsks() {
		this.github.expect(ExpectedCount.times(2), anything()).andRespond(withTooManyRequests(20));
		this.github.expect(anything()).andRespond(withSuccess());
		Response response = this.session.get("/users/octocat");
		assertThat(response.attempts()).isEqualTo(3);
		assertThat(response.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
	}
	// end::waits[]

	// tag::faults[]
	@Test
	void survivesABrokenConnection() {
		this.github.expect(anything()).andRespond(MockFaults.reset());
		this.github.expect(anything()).andRespond(MockFaults.timeout());
		this.github.expect(anything()).andRespond(withStatus(HttpStatus.NO_CONTENT));
		assertThat(this.session.get("/users/octocat").attempts()).isEqualTo(3);
	}
	// end::faults[]

	// tag::token[]
	@Test
	void rejectedTokenIsRenewed() {
		String token = "{\"access_token\": \"t1\", \"token_type\": \"Bearer\", \"expires_in\": 3600}";
		this.partnerServer.expect(requestTo("https://login.partner.invalid/token"))
			.andRespond(withSuccess(token, MediaType.APPLICATION_JSON));
		this.partnerServer.expect(anything()).andRespond(withStatus(HttpStatus.UNAUTHORIZED));
		this.partnerServer.expect(requestTo("https://login.partner.invalid/token"))
			.andRespond(withSuccess(token.replace("t1", "t2"), MediaType.APPLICATION_JSON));
		this.partnerServer.expect(anything()).andRespond(withSuccess());
		assertThat(this.partner.get("/orders").ok()).isTrue();
	}
	// end::token[]

}
