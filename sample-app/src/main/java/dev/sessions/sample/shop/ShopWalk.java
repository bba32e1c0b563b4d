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
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;
import dev.sessions.sample.upstream.Upstream;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes calls without logging in. The session logs in when a call needs it, and again
 * after the shop has ended the login.
 */
@Component
@Order(1)
class ShopWalk implements Walk {

	private final Session shop;

	private final Upstream upstream;

	ShopWalk(Session shop, Upstream upstream) {
		this.shop = shop;
		this.upstream = upstream;
	}

	@Override
	public Session session() {
		return this.shop;
	}

	@Override
	public String purpose() {
		return "logs in by itself, and again when the login has expired (auth.login)";
	}

	@Override
	public void walk(Journal journal) {
		journal.call("GET /profile, logs in first", () -> this.shop.get("/profile"));
		this.upstream.shopLogins().expire();
		journal.event("the login expires at the shop", "logged out");
		journal.call("GET /profile, logs in again", () -> this.shop.get("/profile"));
		journal.call("PUT /basket/tea?amount=2",
				() -> this.shop.put("/basket/{item}", (order) -> order.path("item", "tea").param("amount", 2)));
		journal.call("GET /partner", () -> this.shop.get("/partner"));
	}

}
