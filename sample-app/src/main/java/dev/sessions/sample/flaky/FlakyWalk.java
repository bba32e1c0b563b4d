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

import java.time.Duration;

import dev.sessions.Session;
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Retries as long as a retry can help, up to the timeout of the call.
 */
@Component
@Order(5)
class FlakyWalk implements Walk {

	private final Session flaky;

	FlakyWalk(Session flaky) {
		this.flaky = flaky;
	}

	@Override
	public Session session() {
		return this.flaky;
	}

	@Override
	public String purpose() {
		return "sends again when the server asks for it, and gives up in time (retry, timeout)";
	}

	@Override
	public void walk(Journal journal) {
		journal.call("GET /stock", () -> this.flaky.get("/stock"));
		journal.call("GET /slow", () -> this.flaky.get("/slow", (slow) -> slow.timeout(Duration.ofMillis(300))));
	}

}
