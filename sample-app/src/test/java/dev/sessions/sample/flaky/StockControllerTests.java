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

package dev.sessions.sample.flaky;

import dev.sessions.test.MockFaults;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.web.client.HttpServerErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServiceUnavailable;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withTooManyRequests;

/**
 * Tests for {@link StockController}.
 */
@SessionsTest(value = StockController.class, properties = "upstream.url=https://upstream.invalid")
class StockControllerTests {

	@Autowired
	private StockController controller;

	@MockSession("flaky")
	private MockSessionServer flaky;

	@Test
	void retriesUntilTheApiResponds() {
		this.flaky.expect(anything()).andRespond(MockFaults.reset());
		this.flaky.expect(anything()).andRespond(withServiceUnavailable());
		this.flaky.expect(anything()).andRespond(withTooManyRequests(5));
		this.flaky.expect(anything()).andRespond(withSuccess("42", MediaType.TEXT_PLAIN));
		StockController.Stock stock = this.controller.stock();
		assertThat(stock.answer()).isEqualTo("42");
		assertThat(stock.attempts()).isEqualTo(4);
		assertThat(stock.millis()).isGreaterThanOrEqualTo(5000);
	}

	@Test
	void givesUpAfterFourAttempts() {
		this.flaky.expect(ExpectedCount.times(4), anything()).andRespond(withServiceUnavailable());
		assertThatExceptionOfType(HttpServerErrorException.ServiceUnavailable.class).isThrownBy(this.controller::stock);
	}

}
