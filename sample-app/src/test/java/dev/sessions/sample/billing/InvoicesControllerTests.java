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

package dev.sessions.sample.billing;

import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests for {@link InvoicesController}.
 */
@SessionsTest(value = InvoicesController.class, properties = "upstream.url=https://upstream.invalid")
class InvoicesControllerTests {

	@Autowired
	private InvoicesController controller;

	@MockSession("billing")
	private MockSessionServer billing;

	@Test
	void listsInvoicesWithObtainedToken() {
		this.billing.expect(requestTo("https://upstream.invalid/billing/token"))
			.andRespond(withSuccess("{\"access_token\": \"t1\", \"token_type\": \"Bearer\", \"expires_in\": 3600}",
					MediaType.APPLICATION_JSON));
		this.billing.expect(requestTo("https://upstream.invalid/billing/invoices"))
			.andExpect(header("Authorization", "Bearer t1"))
			.andRespond(withSuccess("[{\"number\": 1, \"total\": 12}]", MediaType.APPLICATION_JSON));
		assertThat(this.controller.invoices()).containsExactly(new Invoice(1, 12));
	}

}
