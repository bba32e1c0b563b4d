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

package dev.sessions.sample.shop;

import java.util.Map;

import dev.sessions.CredentialsException;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ResponseCreator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.content;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.method;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withUnauthorizedRequest;

/**
 * Tests for {@link ProfileController}.
 */
@SessionsTest(value = ProfileController.class, properties = "upstream.url=https://upstream.invalid")
class ProfileControllerTests {

	private static final String LOGIN = "https://upstream.invalid/shop/login";

	private static final ResponseCreator PROFILE = withSuccess("{\"name\": \"Ada\", \"email\": \"ada@example.org\"}",
			MediaType.APPLICATION_JSON);

	@Autowired
	private ProfileController controller;

	@MockSession("shop")
	private MockSessionServer shop;

	@Test
	void logsInBeforeItReadsTheProfile() {
		expectLogin("1");
		expectProfile("1", PROFILE);
		assertThat(this.controller.profile().name()).isEqualTo("Ada");
	}

	@Test
	void logsInOnce() {
		expectLogin("1");
		expectProfile("1", PROFILE);
		expectProfile("1", PROFILE);
		assertThat(this.controller.profile()).isEqualTo(this.controller.profile());
	}

	@Test
	void logsInAgainAfterTheShopEndedTheLogin() {
		expectLogin("1");
		expectProfile("1", withStatus(HttpStatus.FOUND).header("Location", "/shop/login"));
		expectLogin("2");
		expectProfile("2", PROFILE);
		assertThat(this.controller.profile().name()).isEqualTo("Ada");
	}

	@Test
	void failsForUnknownUser() {
		this.shop.expect(requestTo(LOGIN)).andRespond(withUnauthorizedRequest());
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(this.controller::profile)
			.withMessageContaining("no login at " + LOGIN + ": it answered 401");
	}

	private void expectLogin(String cookie) {
		this.shop.expect(requestTo(LOGIN))
			.andExpect(method(HttpMethod.POST))
			.andExpect(content().formDataContains(Map.of("username", "ada", "password", "lovelace")))
			.andRespond(withSuccess().header("Set-Cookie", "sid=" + cookie));
	}

	private void expectProfile(String cookie, ResponseCreator response) {
		this.shop.expect(requestTo("https://upstream.invalid/shop/profile"))
			.andExpect(header("Cookie", "sid=" + cookie))
			.andRespond(response);
	}

}
