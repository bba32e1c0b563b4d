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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the connection manager of a session, for tools that expect HttpClient's own
 * type.
 */
class ConnectionManagerTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.pool((pool) -> pool.withMaxConnections(2).withValidateAfterInactivity(Duration.ofSeconds(3)))
		.build();

	private final PoolingHttpClientConnectionManager manager = this.session
		.unwrap(PoolingHttpClientConnectionManager.class);

	private final Gate gate = new Gate();

	@Test
	void isSharedBySessionAndForks() {
		assertThat(this.session.unwrap(PoolingHttpClientConnectionManager.class)).isSameAs(this.manager);
		assertThat(this.session.fork().unwrap(PoolingHttpClientConnectionManager.class)).isSameAs(this.manager);
	}

	@Test
	void isSeparateFromThoseOfMounts() {
		try (Session mounted = Session.builder("test")
			.pool((pool) -> pool.withMaxConnections(7))
			.mount(this.server.url(), (mount) -> mount.pool((pool) -> pool.withMaxConnections(3)))
			.build()) {
			assertThat(mounted.unwrap(PoolingHttpClientConnectionManager.class).getMaxTotal()).isEqualTo(7);
		}
	}

	@Test
	@SuppressWarnings("deprecation") // applications use it
	void metersOfMicrometerShowLeasedPendingAndIdleConnections() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new PoolingHttpClientConnectionManagerMetricsBinder(this.manager, "test").bindTo(registry);
		assertMeters(registry, 0, 0, 0);
		List<Future<Response>> responses = startCalls(3);
		assertMeters(registry, 2, 1, 0);
		HttpRoute route = this.manager.getRoutes().iterator().next();
		assertThat(this.manager.getStats(route)).usingRecursiveComparison().isEqualTo(new PoolStats(2, 1, 0, 2));
		this.gate.open();
		for (Future<Response> response : responses) {
			assertThat(response.get().text()).isEqualTo("ok");
		}
		assertMeters(registry, 0, 0, 2);
	}

	@Test
	void raisedMaximumServesPendingCalls() throws Exception {
		List<Future<Response>> responses = startCalls(3);
		this.manager.setMaxTotal(3);
		assertThat(this.manager.getTotalStats().getPending()).isOne();
		this.manager.setDefaultMaxPerRoute(3);
		this.gate.awaitArrivals(1);
		assertThat(this.manager.getMaxTotal()).isEqualTo(3);
		assertThat(this.manager.getDefaultMaxPerRoute()).isEqualTo(3);
		this.gate.open();
		for (Future<Response> response : responses) {
			assertThat(response.get().text()).isEqualTo("ok");
		}
	}

	@Test
	void maximumPerRouteIsHonoured() throws Exception {
		this.gate.open();
		startCalls(1).get(0).get();
		HttpRoute route = this.manager.getRoutes().iterator().next();
		assertThat(this.manager.getMaxPerRoute(route)).isEqualTo(2);
		this.manager.setMaxPerRoute(route, 1);
		assertThat(this.manager.getMaxPerRoute(route)).isEqualTo(1);
		assertThat(this.manager.getStats(route).getMax()).isEqualTo(1);
	}

	@Test
	void closesIdleConnectionsOnDemand() throws Exception {
		this.gate.open();
		startCalls(1).get(0).get();
		this.manager.closeExpired();
		this.manager.closeIdle(TimeValue.ofMinutes(1));
		assertThat(this.server.open()).isOne();
		this.manager.closeIdle(TimeValue.ZERO_MILLISECONDS);
		await().until(() -> this.server.open() == 0);
		assertThat(this.manager.getTotalStats().getAvailable()).isZero();
		assertThat(this.manager.getRoutes()).isEmpty();
	}

	@Test
	@SuppressWarnings("deprecation")
	void refusesToChangeSettingsOfTheSession() {
		assertRefused(() -> this.manager.setDefaultConnectionConfig(ConnectionConfig.DEFAULT), "pool.max-lifetime");
		assertRefused(() -> this.manager.setConnectionConfigResolver((route) -> ConnectionConfig.DEFAULT),
				"timeout.connect");
		assertRefused(() -> this.manager.setDefaultSocketConfig(SocketConfig.DEFAULT), "timeout.read");
		assertRefused(() -> this.manager.setSocketConfigResolver((route) -> SocketConfig.DEFAULT), "timeout.read");
		assertRefused(() -> this.manager.setDefaultTlsConfig(TlsConfig.DEFAULT), "ssl.bundle");
		assertRefused(() -> this.manager.setTlsConfigResolver((host) -> TlsConfig.DEFAULT), "ssl.bundle");
		assertRefused(() -> this.manager.setValidateAfterInactivity(TimeValue.ofSeconds(1)),
				"pool.validate-after-inactivity");
		assertThat(this.manager.getValidateAfterInactivity().toSeconds()).isEqualTo(3);
		assertThat(this.manager.getDefaultSocketConfig().getSoTimeout().toSeconds()).isEqualTo(10);
	}

	@Test
	void closingTheSessionClosesIt() {
		assertThat(this.manager.isClosed()).isFalse();
		this.session.close();
		assertThat(this.manager.isClosed()).isTrue();
	}

	@Test
	void closingItClosesConnectionsAndFailsLaterCalls() throws Exception {
		List<Future<Response>> responses = startCalls(3);
		this.manager.close();
		assertThat(this.manager.isClosed()).isTrue();
		for (Future<Response> response : responses) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> response.get(10, TimeUnit.SECONDS))
				.withCauseInstanceOf(SessionException.class);
		}
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> this.session.get("/x"))
			.withMessageContaining("the session's connection manager was closed");
		this.gate.open();
		await().until(() -> this.server.open() == 0);
		assertThat(this.manager.getTotalStats()).usingRecursiveComparison().isEqualTo(new PoolStats(0, 0, 0, 2));
	}

	/**
	 * Start calls. Those after the second wait for a connection.
	 */
	private List<Future<Response>> startCalls(int number) throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("ok")));
		List<Future<Response>> responses = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			responses.add(this.calls.start(() -> this.session.get("/x")));
		}
		this.gate.awaitArrivals(Math.min(number, 2));
		await().until(() -> this.manager.getTotalStats().getPending() == Math.max(number - 2, 0));
		return responses;
	}

	private static void assertRefused(Runnable setter, String setting) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(setter::run)
			.withMessageContaining(setting);
	}

	private static void assertMeters(SimpleMeterRegistry registry, int leased, int pending, int available) {
		assertThat(gauge(registry, "total.connections", "leased")).isEqualTo(leased);
		assertThat(gauge(registry, "total.pending", null)).isEqualTo(pending);
		assertThat(gauge(registry, "total.connections", "available")).isEqualTo(available);
		assertThat(gauge(registry, "total.max", null)).isEqualTo(2);
		assertThat(gauge(registry, "route.max.default", null)).isEqualTo(2);
	}

	private static double gauge(SimpleMeterRegistry registry, String name, String state) {
		var search = registry.get("httpcomponents.httpclient.pool." + name);
		return ((state != null) ? search.tag("state", state) : search).gauge().value();
	}

}
