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
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.sessions.settings.PoolSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.TestCertificate;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the effect of {@code pool.warm-up} on the wire.
 */
@ExtendWith({ OutputCaptureExtension.class, TestCertificate.class })
class WarmUpTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void connectionsAreOpenBeforeTheFirstCall() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		try (BackgroundCalls calls = new BackgroundCalls(); Session session = session((pool) -> pool.withWarmUp(3))) {
			session.warmUp();
			await().until(() -> session.pool().available() == 3);
			assertThat(this.server.accepted()).isEqualTo(3);
			assertThat(this.server.requests()).isEmpty();
			List<Future<Response>> responses = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				responses.add(calls.start(() -> session.get("/x")));
			}
			gate.awaitArrivals(3);
			gate.open();
			for (Future<Response> response : responses) {
				assertThat(response.get().text()).isEqualTo("ok");
			}
			assertThat(this.server.accepted()).isEqualTo(3);
		}
	}

	@Test
	void noneAreOpenedWithoutIt() {
		try (Session session = session((pool) -> pool)) {
			session.warmUp();
			this.server.otherwise(Reply.ok("ok"));
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(this.server.accepted()).isOne();
		}
	}

	@Test
	void connectionsThatAreOpenAlreadyCount() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = session((pool) -> pool.withWarmUp(2))) {
			session.get("/x");
			session.warmUp();
			await().until(() -> session.pool().available() == 2);
			assertThat(this.server.accepted()).isEqualTo(2);
		}
	}

	@Test
	void tunnelAndHandshakeAreIncluded() {
		try (ScriptedServer target = ScriptedServer.startTls().otherwise(Reply.ok("ok"));
				Session session = Session.builder("tunnelled")
					.baseUrl(target.url())
					.proxy((proxy) -> proxy.withUrl(this.server.url()))
					.pool((pool) -> pool.withWarmUp(2))
					.build()) {
			this.server.otherwise(new Tunnel(target));
			session.warmUp();
			await().until(() -> session.pool().available() == 2);
			assertThat(this.server.requests()).extracting(ReceivedRequest::method).containsOnly("CONNECT").hasSize(2);
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(target.accepted()).isEqualTo(2);
		}
	}

	@Test
	void waitingCallerIsServedFirst() throws Exception {
		Gate held = new Gate();
		Gate stalled = new Gate();
		try (ScriptedServer target = ScriptedServer.startTls()
			.otherwise(held.then(Reply.ok("first")), Reply.ok("second"));
				BackgroundCalls calls = new BackgroundCalls();
				Session session = Session.builder("tunnelled")
					.baseUrl(target.url())
					.proxy((proxy) -> proxy.withUrl(this.server.url()))
					.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(30)).withLease(Duration.ofSeconds(30)))
					.pool((pool) -> pool.withMaxConnections(3).withWarmUp(3))
					.build()) {
			Tunnel tunnel = new Tunnel(target);
			this.server.otherwise(tunnel, tunnel, stalled.then(tunnel));
			Future<Response> running = calls.start(() -> session.get("/x"));
			held.awaitArrivals(1);
			session.warmUp();
			stalled.awaitArrivals(1);
			Future<Response> waiting = calls.start(() -> session.get("/x"));
			await().until(() -> session.pool().pending() == 1);
			stalled.open();
			assertThat(waiting.get(10, TimeUnit.SECONDS).text()).isEqualTo("second");
			held.open();
			assertThat(running.get(10, TimeUnit.SECONDS).text()).isEqualTo("first");
		}
	}

	@Test
	void unreachableServerCausesWarningOnly(CapturedOutput output) {
		String url = this.server.url();
		this.server.close();
		try (Session session = Session.builder("dead").baseUrl(url).pool((pool) -> pool.withWarmUp(2)).build()) {
			session.warmUp();
			await().until(() -> output.getOut().contains("The session 'dead' could not open all connections"));
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void baseUrlIsNeeded(CapturedOutput output) {
		try (Session session = Session.builder("lost").pool((pool) -> pool.withWarmUp(2)).build()) {
			session.warmUp();
		}
		assertThat(output.getOut()).contains("'lost' has no base URL").contains("sessions.lost.base-url");
	}

	@Test
	void moreThanMaximumIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PoolSettings.defaults().withMaxConnections(4).withWarmUp(5))
			.withMessageContaining("at most 4");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PoolSettings.defaults().withMaxConnectionsPerRoute(3).withWarmUp(4))
			.withMessageContaining("at most 3");
		assertThatIllegalArgumentException().isThrownBy(() -> PoolSettings.defaults().withWarmUp(-1))
			.withMessageContaining("negative");
	}

	private Session session(UnaryOperator<PoolSettings> pool) {
		return Session.builder("warm").baseUrl(this.server.url()).pool(pool).build();
	}

}
