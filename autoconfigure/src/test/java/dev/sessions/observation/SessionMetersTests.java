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

package dev.sessions.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.Credentials;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionException;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.TestCertificate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SessionMeters}, over real connections.
 */
@ExtendWith(TestCertificate.class)
class SessionMetersTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void attemptsRetriesAndRedirectsAreCounted() {
		this.server.on("/a", Reply.redirect(302, "/b")).on("/b", Reply.status(503), Reply.status(502), Reply.ok("b"));
		try (Session session = measured((builder) -> builder)) {
			session.get("/a");
			session.get("/b");
		}
		assertThat(count("sessions.attempts")).isEqualTo(4);
		assertThat(count("sessions.redirects")).isEqualTo(1);
		assertThat(count("sessions.retries", "reason", "503")).isEqualTo(1);
		assertThat(count("sessions.retries", "reason", "502")).isEqualTo(1);
	}

	@Test
	void callEndedDuringTheWaitHasMadeOneAttempt() {
		this.server.otherwise(Reply.status(503).header("Retry-After", "10"));
		try (Session session = measured((builder) -> builder.onRetry((event) -> Thread.currentThread().interrupt()))) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/"));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(count("sessions.attempts")).isEqualTo(1);
		assertThat(this.registry.find("sessions.retries").counter()).isNull();
	}

	@Test
	void budgetShrinksWithEachRetry() {
		this.server.otherwise(Reply.status(503));
		try (Session session = measured((builder) -> builder
			.retry((retry) -> retry.withMaxAttempts(3).withBudget(retry.budget().withRatio(0).withMinPerSecond(0))))) {
			assertThat(gauge("sessions.retry.budget")).isZero();
			assertThat(session.get("/").attempts()).isEqualTo(1);
		}
		try (Session session = builder("other", (builder) -> builder
			.retry((retry) -> retry.withMaxAttempts(3).withBudget(retry.budget().withRatio(1).withMinPerSecond(0))))
			.build()) {
			new SessionMeters(session).bindTo(this.registry);
			session.get("/", (request) -> request.maxAttempts(1));
			session.get("/", (request) -> request.maxAttempts(1));
			assertThat(this.registry.get("sessions.retry.budget").tag("session", "other").gauge().value()).isEqualTo(2);
			assertThat(session.get("/").attempts()).isEqualTo(3);
			assertThat(this.registry.get("sessions.retry.budget").tag("session", "other").gauge().value()).isEqualTo(1);
		}
	}

	@Test
	void openingOfConnectionsIsTimed() {
		try (ScriptedServer secure = ScriptedServer.startTls().otherwise(Reply.ok("hello"));
				Session session = measured((builder) -> builder)) {
			session.get(secure.localhost("/"));
			session.get(secure.localhost("/"));
		}
		for (String timer : List.of("sessions.dns", "sessions.connect", "sessions.tls")) {
			assertThat(timed(timer, "success")).as(timer).isEqualTo(1);
			assertThat(timed(timer, "failure")).as(timer).isZero();
			assertThat(this.registry.get(timer).tag("outcome", "success").timer().totalTime(TimeUnit.NANOSECONDS))
				.as(timer)
				.isPositive();
		}
	}

	@Test
	void failuresOfOpeningAreTimedByPhase() {
		int closed = closedPort();
		try (ScriptedServer stranger = ScriptedServer
			.startTls(CertificateAuthority.named("Stranger").server().context(null), (listener) -> {
			}); Session session = measured((builder) -> builder.retry((retry) -> retry.withMaxAttempts(1)))) {
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> session.get("http://127.0.0.1:" + closed + "/"));
			assertThat(timed("sessions.connect", "failure")).isEqualTo(1);
			assertThat(timed("sessions.tls", "failure")).isZero();
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get(stranger.url("/")));
			assertThat(timed("sessions.connect", "success")).isEqualTo(1);
			assertThat(timed("sessions.tls", "failure")).isEqualTo(1);
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("http://nowhere.invalid/"));
			assertThat(timed("sessions.dns", "failure")).isEqualTo(1);
			assertThat(timed("sessions.connect", "failure")).isEqualTo(1);
		}
	}

	@Test
	void bytesAreCountedOnTheWireAndKeptAfterClose() {
		this.server.otherwise(Reply.ok("x".repeat(5000)), Reply.ok("y").header("Connection", "close"), Reply.ok("z"));
		try (Session session = measured((builder) -> builder)) {
			session.get("/");
			double afterOne = bytes("sessions.received");
			assertThat(afterOne).isBetween(5000d, 5200d);
			session.post("/", (request) -> request.body("hello"));
			session.get("/");
			assertThat(bytes("sessions.sent")).isEqualTo(sentToServer());
			assertThat(bytes("sessions.received")).isGreaterThan(afterOne);
		}
		assertThat(this.server.accepted()).isEqualTo(2);
		assertThat(bytes("sessions.sent")).isEqualTo(sentToServer());
	}

	private double sentToServer() {
		return this.server.requests()
			.stream()
			.mapToInt((request) -> request.head().length() + request.body().length)
			.sum();
	}

	@Test
	void cookiesAreCounted() {
		this.server.otherwise(Reply.ok("hello").cookie("a=1").cookie("b=2"));
		try (Session session = measured((builder) -> builder)) {
			assertThat(gauge("sessions.cookies")).isZero();
			session.get("/");
			assertThat(gauge("sessions.cookies")).isEqualTo(2);
			session.cookies().clear();
			assertThat(gauge("sessions.cookies")).isZero();
		}
	}

	@Test
	void expiryOfTokenIsMeasured() {
		try (ScriptedServer tokens = ScriptedServer.start()
			.otherwise(Reply.json("{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"),
					Reply.status(500));
				Session session = measured(
						(builder) -> builder.auth(Credentials.oauth2(tokens.url("/token"), "app", "s3cret")))) {
			this.server.otherwise(Reply.ok("hello"), Reply.status(401));
			assertThat(gauge("sessions.token.expiry")).isNaN();
			session.get("/");
			assertThat(gauge("sessions.token.expiry")).isCloseTo(3600, within(60d));
			assertThat(timed("sessions.token.renewals", "success")).isEqualTo(1);
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/"));
			assertThat(timed("sessions.token.renewals", "failure")).isEqualTo(1);
			session.auth(Credentials.basic("me", "s3cret"));
			assertThat(gauge("sessions.token.expiry")).isNaN();
		}
	}

	@Test
	void openAndClosedConnectionsAreCounted() {
		this.server.otherwise(Reply.ok("a"), Reply.ok("b"), Reply.ok("c").header("Connection", "close"), Reply.ok("d"));
		try (Session session = measured((builder) -> builder)) {
			for (int i = 0; i < 4; i++) {
				session.get("/");
			}
			assertThat(count("sessions.connections.opened")).isEqualTo(2);
			assertThat(count("sessions.connections.reused")).isEqualTo(2);
			assertThat(count("sessions.connections.closed", "reason", "discarded")).isEqualTo(1);
			assertThat(count("sessions.connections.closed", "reason", "shutdown")).isZero();
		}
		assertThat(count("sessions.connections.closed", "reason", "shutdown")).isEqualTo(1);
	}

	@Test
	void waitForConnectionIsTimed() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("a")), Reply.ok("b"));
		try (BackgroundCalls background = new BackgroundCalls();
				Session session = measured((builder) -> builder.pool((pool) -> pool.withMaxConnections(1))
					.timeout((timeout) -> timeout.withLease(Duration.ofSeconds(30))))) {
			Future<Response> first = background.start(() -> session.get("/"));
			await().until(() -> session.pool().leased() == 1);
			Future<Response> second = background.start(() -> session.get("/"));
			await().until(() -> session.pool().pending() == 1);
			Timer lease = this.registry.get("sessions.lease").timer();
			assertThat(lease.count()).isEqualTo(1);
			assertThat(lease.totalTime(TimeUnit.NANOSECONDS)).isZero();
			gate.open();
			assertThat(first.get().ok()).isTrue();
			assertThat(second.get().ok()).isTrue();
			assertThat(lease.count()).isEqualTo(2);
			assertThat(lease.totalTime(TimeUnit.NANOSECONDS)).isPositive();
		}
	}

	@Test
	void poolIsMeasuredByRoute() {
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = measured((builder) -> builder.pool((pool) -> pool.withMaxConnectionsPerRoute(3)))) {
			session.get("/");
			session.get(this.server.localhost("/"));
			for (String route : List.of(this.server.url(), this.server.localhost(""))) {
				assertThat(this.registry.get("sessions.pool.connections")
					.tags("route", route, "state", "available")
					.gauge()
					.value()).isEqualTo(1);
				assertThat(this.registry.get("sessions.pool.max").tag("route", route).gauge().value()).isEqualTo(3);
			}
		}
	}

	@Test
	@DisplayName("RULE 37: metric tags are bounded for any URI")
	void tagsAreBounded() {
		List<ScriptedServer> servers = Stream.generate(ScriptedServer::start).limit(25).toList();
		try (Session session = measured((builder) -> builder)) {
			for (ScriptedServer one : servers) {
				one.otherwise(Reply.ok("hello"));
				session.get(one.url("/users/{id}?token=s3cret"), one.port());
			}
			List<Meter> routes = new ArrayList<>(this.registry.find("sessions.pool.pending").meters());
			assertThat(routes).hasSize(21);
			assertThat(this.registry.get("sessions.pool.connections")
				.tags("route", "other", "state", "available")
				.gauge()
				.value()).isEqualTo(5);
			assertThat(this.registry.getMeters()).noneMatch((meter) -> meter.getId().toString().contains("users"));
		}
		finally {
			servers.forEach(ScriptedServer::close);
		}
	}

	@Test
	void bindingTwiceCountsOnce() {
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = measured((builder) -> builder); Session fork = session.fork()) {
			new SessionMeters(session).bindTo(this.registry);
			new SessionMeters(fork).bindTo(this.registry);
			fork.get("/");
		}
		assertThat(count("sessions.attempts")).isEqualTo(1);
	}

	@Test
	void twoRegistriesCountBoth() {
		this.server.otherwise(Reply.ok("hello"));
		MeterRegistry second = new SimpleMeterRegistry();
		try (Session session = measured((builder) -> builder)) {
			new SessionMeters(session).bindTo(second);
			session.get("/");
		}
		assertThat(count("sessions.attempts")).isEqualTo(1);
		assertThat(second.get("sessions.attempts").counter().count()).isEqualTo(1);
		assertThat(second.get("sessions.connect").tag("outcome", "success").timer().count()).isEqualTo(1);
		second.close();
	}

	@Test
	void mockHasNoMeters() {
		new SessionMeters(mock(Session.class)).bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private Session measured(UnaryOperator<SessionBuilder> changes) {
		Session session = builder("github", changes).build();
		new SessionMeters(session).bindTo(this.registry);
		return session;
	}

	private SessionBuilder builder(String name, UnaryOperator<SessionBuilder> changes) {
		return changes.apply(Session.builder(name)
			.baseUrl(this.server.url())
			// the first handshake of a busy machine is slow
			.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(30)))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO))));
	}

	private static int closedPort() {
		try (ScriptedServer gone = ScriptedServer.start()) {
			return gone.port();
		}
	}

	private double count(String name, String... tags) {
		return this.registry.get(name).tags(tags).tag("session", "github").counter().count();
	}

	private double gauge(String name) {
		return this.registry.get(name).tag("session", "github").gauge().value();
	}

	private double bytes(String name) {
		return this.registry.get(name).tag("session", "github").functionCounter().count();
	}

	private long timed(String name, String outcome) {
		return this.registry.get(name).tag("session", "github").tag("outcome", outcome).timer().count();
	}

}
