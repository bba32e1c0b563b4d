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

import dev.sessions.Session;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * The client of the shop.
 */
@SessionsTest(value = ProfileController.class, properties = "upstream.url=https://upstream.invalid")
class ProfileControllerTests {

	@Autowired
	private ProfileController controller;

	@Autowired
	@Qualifier("shop")
	private Session session;

	@MockSession("shop")
	private MockSessionServer shop;

	@Test
	void readsTheProfileOfWhoHasLoggedIn() {
		this.shop.expect(requestTo("https://upstream.invalid/shop/login"))
			.andRespond(withSuccess().header("Set-Cookie", "sid=1"));
		this.shop.expect(requestTo("https://upstream.invalid/shop/profile"))
			.andExpect(header("Cookie", "sid=1"))
			.andRespond(withSuccess("{\"name\": \"Ada\", \"email\": \"ada@example.org\"}", MediaType.APPLICATION_JSON));
		this.session.post("/login", (request) -> request.form("name", "ada"));
		assertThat(this.controller.profile().name()).isEqualTo("Ada");
	}

}
