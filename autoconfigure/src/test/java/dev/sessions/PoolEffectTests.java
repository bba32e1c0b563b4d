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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the effect of the pool settings on the wire.
 */
class PoolEffectTests {

	private static final Duration SHORT = Duration.ofMillis(150);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void maxConnectionsBoundsAllConnections() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().pool((pool) -> pool.withMaxConnections(2)).build()) {
			List<Future<Response>> responses = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				responses.add(calls.start(() -> session.get("/x")));
			}
			gate.awaitArrivals(2);
			await().until(() -> session.pool().pending() == 3);
			assertThat(session.pool().leased()).isEqualTo(2);
			assertThat(session.pool().max()).isEqualTo(2);
			gate.open();
			for (Future<Response> response : responses) {
				assertThat(response.get().text()).isEqualTo("ok");
			}
		}
		assertThat(this.server.accepted()).isEqualTo(2);
	}

	@Test
	void maxConnectionsCountsAllHosts() throws Exception {
		Gate gate = new Gate();
		try (ScriptedServer other = ScriptedServer.start();
				BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().pool((pool) -> pool.withMaxConnections(1)).build()) {
			this.server.otherwise(gate.then(Reply.ok("ok")));
			other.otherwise(Reply.ok("other"));
			Future<Response> held = calls.start(() -> session.get("/x"));
			gate.awaitArrivals(1);
			Future<Response> waiting = calls.start(() -> session.get(other.url("/x")));
			await().until(() -> session.pool().pending() == 1);
			gate.open();
			assertThat(held.get().text()).isEqualTo("ok");
			assertThat(waiting.get().text()).isEqualTo("other");
		}
	}

	@Test
	void maxConnectionsPerRouteBoundsOneHost() throws Exception {
		Gate gate = new Gate();
		try (ScriptedServer other = ScriptedServer.start();
				BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().pool((pool) -> pool.withMaxConnections(5).withMaxConnectionsPerRoute(1))
					.build()) {
			this.server.otherwise(gate.then(Reply.ok("ok")));
			other.otherwise(Reply.ok("other"));
			Future<Response> held = calls.start(() -> session.get("/x"));
			gate.awaitArrivals(1);
			Future<Response> waiting = calls.start(() -> session.get("/x"));
			await().until(() -> session.pool().pending() == 1);
			assertThat(session.get(other.url("/x")).text()).isEqualTo("other");
			gate.open();
			assertThat(held.get().text()).isEqualTo("ok");
			assertThat(waiting.get().text()).isEqualTo("ok");
		}
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void maxConnectionsPerRouteIsMaxConnectionsByDefault() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		try (BackgroundCalls calls = new BackgroundCalls(); Session session = builder().build()) {
			List<Future<Response>> responses = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				responses.add(calls.start(() -> session.get("/x")));
			}
			gate.awaitArrivals(50);
			assertThat(session.pool().leased()).isEqualTo(50);
			gate.open();
			for (Future<Response> response : responses) {
				assertThat(response.get().text()).isEqualTo("ok");
			}
		}
	}

	@Test
	void connectionIsUsedAgainByDefault() {
		assertThat(connectionsOfTwoCalls(builder(), Reply.ok("ok"))).containsExactly(1, 1);
	}

	@Test
	void maxLifetimeEndsTheUseOfConnection() {
		assertThat(connectionsOfTwoCalls(builder().pool((pool) -> pool.withMaxLifetime(SHORT)), Reply.ok("ok")))
			.containsExactly(1, 2);
	}

	@Test
	void maxIdleTimeClosesAnUnusedConnection() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().pool((pool) -> pool.withMaxIdleTime(SHORT)).build()) {
			session.get("/x");
			assertThat(this.server.open()).isEqualTo(1);
			await().until(() -> this.server.open() == 0);
			assertThat(session.pool().available()).isZero();
		}
	}

	@Test
	void keepAliveEndsTheUseOfAConnection() {
		assertThat(connectionsOfTwoCalls(builder().pool((pool) -> pool.withKeepAlive(SHORT)), Reply.ok("ok")))
			.containsExactly(1, 2);
	}

	@Test
	void keepAliveOfTheServerTakesPrecedence() {
		assertThat(connectionsOfTwoCalls(builder().pool((pool) -> pool.withKeepAlive(SHORT)),
				Reply.ok("ok").header("Keep-Alive", "timeout=60")))
			.containsExactly(1, 1);
	}

	@Test
	void validateAfterInactivityFindsAClosedConnection() {
		this.server.otherwise((request, connection) -> {
			Reply.ok("ok").send(request, connection);
			connection.close();
		});
		try (Session session = builder().pool((pool) -> pool.withValidateAfterInactivity(Duration.ZERO)).build()) {
			for (int i = 0; i < 3; i++) {
				assertThat(session.post("/x", (request) -> request.body("order")).text()).isEqualTo("ok");
				await().until(() -> this.server.open() == 0);
			}
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::connection).containsExactly(1, 2, 3);
	}

	private List<Integer> connectionsOfTwoCalls(SessionBuilder builder, Reply reply) {
		this.server.otherwise(reply);
		try (Session session = builder.build()) {
			session.get("/x");
			await().pollDelay(SHORT.multipliedBy(2)).until(() -> true);
			session.get("/x");
		}
		return this.server.requests().stream().map(ReceivedRequest::connection).toList();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

}
