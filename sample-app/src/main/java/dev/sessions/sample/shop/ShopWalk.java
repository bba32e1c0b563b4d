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

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Logs in once; from then on the session has the cookie.
 */
@Component
@Order(1)
class ShopWalk implements Walk {

	private final Session shop;

	ShopWalk(Session shop) {
		this.shop = shop;
	}

	@Override
	public Session session() {
		return this.shop;
	}

	@Override
	public void walk(Journal journal) {
		journal.call("POST /login",
				() -> this.shop.post("/login", (form) -> form.form("username", "ada").form("password", "lovelace")));
		journal.call("GET /profile", () -> this.shop.get("/profile"));
		journal.call("PUT /basket/tea?amount=2",
				() -> this.shop.put("/basket/{item}", (order) -> order.path("item", "tea").param("amount", 2)));
		journal.call("GET /partner", () -> this.shop.get("/partner"));
	}

}
