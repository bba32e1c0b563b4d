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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An unreliable API: it refuses two of three requests, and can be slow.
 */
final class FlakyApi {

	private static final Duration SLOWNESS = Duration.ofSeconds(2);

	private final AtomicInteger requests = new AtomicInteger();

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route().GET("/flaky/stock", this::stock).GET("/flaky/slow", FlakyApi::slow).build();
	}

	private ServerResponse stock(ServerRequest request) {
		if (this.requests.incrementAndGet() % 3 != 0) {
			return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "1").build();
		}
		return ServerResponse.ok().body(Map.of("tea", 7));
	}

	private static ServerResponse slow(ServerRequest request) throws InterruptedException {
		Thread.sleep(SLOWNESS.toMillis());
		return ServerResponse.ok().body(Map.of("tea", 7));
	}

}
