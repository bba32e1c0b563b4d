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

package dev.sessions.sample.search;

import java.util.Optional;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Walks through pages of results with an API key.
 */
@Component
@Order(4)
class SearchWalk implements Walk {

	private final Session search;

	SearchWalk(Session search) {
		this.search = search;
	}

	@Override
	public Session session() {
		return this.search;
	}

	@Override
	public String purpose() {
		return "sends a key and the size of a page with each call (auth.api-key, params)";
	}

	@Override
	public void walk(Journal journal) {
		boolean more = true;
		for (int page = 1; more; page++) {
			more = hasNext(page(page, journal));
		}
		journal.call("GET /export", () -> this.search.get("/export"));
	}

	private Optional<Response> page(int page, Journal journal) {
		return journal.call("GET /items?q=tea&page=" + page,
				() -> this.search.get("/items", (query) -> query.param("q", "tea").param("page", page)));
	}

	private static boolean hasNext(Optional<Response> response) {
		return response.filter(Response::ok)
			.map((page) -> page.as(SearchPage.class))
			.filter((page) -> !page.last())
			.isPresent();
	}

}
