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

import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.queryParam;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests for {@link SearchController}.
 */
@SessionsTest(value = SearchController.class, properties = "upstream.url=https://upstream.invalid")
class SearchControllerTests {

	@Autowired
	private SearchController controller;

	@MockSession("search")
	private MockSessionServer search;

	@Test
	void searchesWithKeyAndPageSizeOfTheSession() {
		this.search.expect(queryParam("q", "spring%20boot"))
			.andExpect(queryParam("page", "2"))
			.andExpect(queryParam("size", "20"))
			.andExpect(header("X-API-Key", "sample-key"))
			.andRespond(withSuccess("{\"items\": [\"a\", \"b\"], \"page\": 2, \"last\": true}",
					MediaType.APPLICATION_JSON));
		assertThat(this.controller.search("spring boot", 2).items()).containsExactly("a", "b");
	}

}
