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

import dev.sessions.Session;
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Obtains an access token for the first call and keeps it for the next.
 */
@Component
@Order(6)
class BillingWalk implements Walk {

	private final Session billing;

	BillingWalk(Session billing) {
		this.billing = billing;
	}

	@Override
	public Session session() {
		return this.billing;
	}

	@Override
	public String purpose() {
		return "obtains an access token and keeps it (auth.oauth2)";
	}

	@Override
	public void walk(Journal journal) {
		journal.call("GET /invoices, gets a token first", () -> this.billing.get("/invoices"));
		journal.call("GET /invoices, with the same token", () -> this.billing.get("/invoices"));
	}

}
