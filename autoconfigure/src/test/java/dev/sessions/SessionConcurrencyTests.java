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

package dev.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of many threads on one session.
 */
class SessionConcurrencyTests {

	private static final int THREADS = 16;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.pool((pool) -> pool.withMaxConnections(4))
		.build();

	@Test
	void everyCallGetsItsOwnResponse() throws Exception {
		this.server
			.otherwise((request, connection) -> Reply.ok(request.target() + request.text()).send(request, connection));
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int number = thread;
			done.add(this.calls.start(() -> {
				for (int i = 0; i < 20; i++) {
					callAndCheck(number, i);
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
		assertThat(this.server.accepted()).isLessThanOrEqualTo(4);
		assertThat(this.session.pool().leased()).isZero();
	}

	private void callAndCheck(int thread, int i) throws Exception {
		String body = "body-" + thread + "-" + i;
		assertThat(
				this.session.post("/{thread}/{i}", (request) -> request.path("thread", thread).path("i", i).body(body))
					.text())
			.isEqualTo("/" + thread + "/" + i + body);
		for (Face face : Face.values()) {
			String path = "/" + face + "/" + thread + "/" + i;
			assertThat(face.get(this.session, this.server.url(path)).body()).isEqualTo(path);
		}
	}

	@Test
	void firstCallsOfAllThreadsShareOnePool() throws Exception {
		this.server.otherwise(Reply.ok("ok"));
		List<Future<Response>> responses = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			responses.add(this.calls.start(() -> this.session.get("/x")));
		}
		for (Future<Response> response : responses) {
			assertThat(response.get().text()).isEqualTo("ok");
		}
		assertThat(this.server.accepted()).isLessThanOrEqualTo(4);
	}

	@Test
	void cookiesOfManyThreadsAreAllKept() throws Exception {
		this.server.otherwise((request, connection) -> Reply.ok("ok")
			.cookie(request.path().substring(1) + "=1; Path=/")
			.send(request, connection));
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int number = thread;
			done.add(this.calls.start(() -> {
				for (int i = 0; i < 10; i++) {
					this.session.get("/c" + number + "-" + i);
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
		assertThat(this.session.cookies().list()).hasSize(THREADS * 10);
	}

}
