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

package dev.sessions.testapp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.Session;
import dev.sessions.test.MockFaults;
import dev.sessions.test.MockSessionServer;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests of a mock server for a session without Spring.
 */
class PlainJavaTests {

	// tag::plain[]
	@Test
	void plainSessionIsMocked() {
		try (Session session = Session.builder("github").baseUrl("https://api.github.invalid").build()) {
			MockSessionServer server = MockSessionServer.bindTo(session);
			server.expect(anything()).andRespond(withSuccess("hello", MediaType.TEXT_PLAIN));
			assertThat(session.get("/").text()).isEqualTo("hello");
			server.verify();
		}
	}
	// end::plain[]

	/**
	 * The jump of another thread may happen before a call is registered as running.
	 */
	@Test
	void jumpBeforeCallRunsDoesNotShortenIt() {
		AtomicReference<MockSessionServer> bound = new AtomicReference<>();
		try (Session session = Session.builder("test")
			.baseUrl("https://api.invalid")
			.httpClient((client) -> client.addExecInterceptorFirst("jump", (request, scope, chain) -> {
				bound.get().clock().advance(Duration.ofMinutes(5));
				return chain.proceed(request, scope);
			}))
			.build()) {
			MockSessionServer server = MockSessionServer.bindTo(session);
			bound.set(server);
			server.expect(anything())
				.andRespond(MockFaults.slow(Duration.ofSeconds(1), withSuccess("done", MediaType.TEXT_PLAIN)));
			assertThat(session.get("/x").text()).isEqualTo("done");
		}
	}

}
