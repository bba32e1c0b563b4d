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

import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.test.MockSessionServer;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.content;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.method;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests of signed requests, which reach the mock server only.
 */
class SignedRequestTests {

	@Test
	void mockServerReceivesTheSignatureOfEachAttempt() {
		AtomicInteger signed = new AtomicInteger();
		Credentials credentials = Credentials.signed((request) -> request.setHeader("Authorization",
				"Test " + signed.incrementAndGet() + " " + request.headers().getContentLength()));
		try (Session session = Session.builder("github")
			.baseUrl("https://api.github.invalid")
			.auth(credentials)
			.build()) {
			MockSessionServer server = MockSessionServer.bindTo(session);
			server.expect(method(HttpMethod.PUT))
				.andExpect(header("Authorization", "Test 1 5"))
				.andRespond(withStatus(HttpStatus.SERVICE_UNAVAILABLE));
			server.expect(method(HttpMethod.PUT))
				.andExpect(header("Authorization", "Test 2 5"))
				.andExpect(content().string("hello"))
				.andRespond(withSuccess("stored", MediaType.TEXT_PLAIN));
			assertThat(session.put("/", (request) -> request.body("hello", MediaType.TEXT_PLAIN)).text())
				.isEqualTo("stored");
			server.verify();
		}
	}

}
