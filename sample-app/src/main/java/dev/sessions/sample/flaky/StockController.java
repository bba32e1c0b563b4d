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

import dev.sessions.Response;
import dev.sessions.Session;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the final response of the API and the effort that it took.
 */
@RestController
class StockController {

	private final Session flaky;

	StockController(Session flaky) {
		this.flaky = flaky;
	}

	@GetMapping("/stock")
	Stock stock() {
		Response response = this.flaky.get("/stock").raiseForStatus();
		return new Stock(response.text(), response.attempts(), response.elapsed().toMillis());
	}

	/**
	 * The response and its cost.
	 *
	 * @param answer the body of the response
	 * @param attempts the number of attempts to send the request
	 * @param millis the duration in milliseconds
	 */
	record Stock(String answer, int attempts, long millis) {

	}

}
