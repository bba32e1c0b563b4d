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

import java.util.Map;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.ReceivedRequest;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.content;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.method;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withUnauthorizedRequest;

/**
 * Tests of sessions that log in to their mock servers.
 */
@SessionsTest(properties = { "sessions.shop.base-url=https://shop.invalid", "sessions.shop.auth.login.uri=/login",
		"sessions.shop.auth.login.form.user=ann", "sessions.shop.auth.login.form.password=s3cret",
		"sessions.rooms.base-url=https://rooms.invalid" })
class MockedLoginTests {

	@Autowired
	@Qualifier("shop")
	private Session shop;

	@Autowired
	@Qualifier("rooms")
	private Session rooms;

	@MockSession("shop")
	private MockSessionServer shopServer;

	@MockSession("rooms")
	private MockSessionServer roomsServer;

	@Test
	void formIsSentToTheMockServer() {
		expectLogin("1");
		this.shopServer.expect(requestTo("https://shop.invalid/basket"))
			.andExpect(header("Cookie", "sid=1"))
			.andRespond(withSuccess("tea", MediaType.TEXT_PLAIN));
		assertThat(this.shop.get("/basket").text()).isEqualTo("tea");
		assertThat(this.shopServer.received()).extracting(ReceivedRequest::method)
			.containsExactly(HttpMethod.POST, HttpMethod.GET);
	}

	@Test
	void loginOfAnotherTestIsForgotten() {
		formIsSentToTheMockServer();
	}

	@Test
	void refusedCallIsRepeatedAfterLogin() {
		expectLogin("1");
		this.shopServer.expect(anything()).andRespond(withUnauthorizedRequest());
		expectLogin("2");
		this.shopServer.expect(anything()).andExpect(header("Cookie", "sid=2")).andRespond(withSuccess());
		assertThat(this.shop.get("/basket").ok()).isTrue();
	}

	@Test
	void customLoginUsesTheMockServer() {
		this.roomsServer.expect(requestTo("https://rooms.invalid/challenge"))
			.andRespond(withSuccess("42", MediaType.TEXT_PLAIN));
		this.roomsServer.expect(requestTo("https://rooms.invalid/tokens?answer=42"))
			.andRespond(withSuccess("{\"token\": \"t1\"}", MediaType.APPLICATION_JSON));
		this.roomsServer.expect(requestTo("https://rooms.invalid/rooms"))
			.andExpect(header("Authorization", "Bearer t1"))
			.andRespond(withSuccess());
		assertThat(this.rooms.get("/rooms").ok()).isTrue();
	}

	private void expectLogin(String cookie) {
		this.shopServer.expect(requestTo("https://shop.invalid/login"))
			.andExpect(method(HttpMethod.POST))
			.andExpect(content().formDataContains(Map.of("user", "ann", "password", "s3cret")))
			.andRespond(withSuccess().header("Set-Cookie", "sid=" + cookie));
	}

	/**
	 * A login in application code.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class LoginByCode {

		@Bean
		@Qualifier("rooms")
		Credentials roomsLogin() {
			return Credentials.login((session) -> {
				String challenge = session.get("/challenge").text();
				Token token = session.post("/tokens", (request) -> request.param("answer", challenge)).as(Token.class);
				return Credentials.bearer(token.token());
			});
		}

	}

	/**
	 * The response to the login.
	 *
	 * @param token the token
	 */
	record Token(String token) {

	}

}
