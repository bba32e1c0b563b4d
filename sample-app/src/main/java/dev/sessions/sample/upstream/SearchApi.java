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

package dev.sessions.sample.upstream;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A search with paged results that requires an API key.
 */
final class SearchApi {

	private static final int TOTAL = 25;

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/search/items", SearchApi::items)
			.GET("/search/export", Partner::redirect)
			.build();
	}

	private static ServerResponse items(ServerRequest request) {
		if (!"sample-key".equals(request.headers().firstHeader("X-API-Key"))) {
			return ServerResponse.status(HttpStatus.FORBIDDEN).build();
		}
		String text = request.param("q").orElse("");
		int size = request.param("size").map(Integer::parseInt).orElse(10);
		int page = request.param("page").map(Integer::parseInt).orElse(1);
		List<String> items = IntStream.rangeClosed((page - 1) * size + 1, Math.min(page * size, TOTAL))
			.mapToObj((number) -> text + " " + number)
			.toList();
		return ServerResponse.ok().body(Map.of("items", items, "page", page, "last", page * size >= TOTAL));
	}

}
