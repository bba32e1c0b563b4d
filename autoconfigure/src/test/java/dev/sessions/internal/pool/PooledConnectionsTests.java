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

package dev.sessions.internal.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PooledConnections}.
 */
class PooledConnectionsTests {

	private static final Timeout TIMEOUT = Timeout.ofSeconds(1);

	private final FairConnPool pool = new FairConnPool(
			new PoolLimits(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)), null,
			() -> new PoolListener() {
			});

	private final FakeConnections connections = new FakeConnections();

	/**
	 * What another thread does between the start of connecting and the creation of the
	 * connection.
	 */
	private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {
	});

	private final PooledConnections manager = new PooledConnections(this.pool, (socket) -> {
		this.meanwhile.get().run();
		return this.connections.connection();
	}, mock(HttpClientConnectionOperator.class), TIMEOUT, TIMEOUT, () -> {
	});

	@Test
	@DisplayName("RULE 33: a connection that was released before it was opened is closed")
	void connectionThatWasReleasedIsClosed() throws Exception {
		ConnectionEndpoint endpoint = lease();
		this.meanwhile.set(() -> this.manager.release(endpoint, null, null));
		assertThatExceptionOfType(ConnectionShutdownException.class)
			.isThrownBy(() -> this.manager.connect(endpoint, TIMEOUT, HttpCoreContext.create()));
		assertThat(this.connections.open()).isZero();
		assertThat(this.pool.getTotalStats().getLeased()).isZero();
	}

	@Test
	@DisplayName("RULE 33: a connection that is opened when the pool is closed is closed")
	void connectionOfClosedPoolIsClosed() throws Exception {
		ConnectionEndpoint endpoint = lease();
		this.meanwhile.set(this.manager::close);
		assertThatExceptionOfType(PoolClosedException.class)
			.isThrownBy(() -> this.manager.connect(endpoint, TIMEOUT, HttpCoreContext.create()));
		assertThat(this.connections.open()).isZero();
	}

	@Test
	void openedConnectionIsKept() throws Exception {
		ConnectionEndpoint endpoint = lease();
		this.manager.connect(endpoint, TIMEOUT, HttpCoreContext.create());
		assertThat(endpoint.isConnected()).isTrue();
		assertThat(this.connections.open()).isOne();
	}

	private ConnectionEndpoint lease() throws Exception {
		return this.manager.lease("id", FakeConnections.route(1), TIMEOUT, null).get(TIMEOUT);
	}

}
