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

package dev.sessions.transport;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The pools of all lines as HttpClient's one connection manager. HttpClient says for whom
 * it leases a connection, so that nobody gets the connection of another; this is the line
 * that the call is on.
 */
final class LinePools implements HttpClientConnectionManager {

	private final List<Line> lines;

	LinePools(List<Line> lines) {
		this.lines = lines;
	}

	@Override
	public LeaseRequest lease(String id, HttpRoute route, Timeout requestTimeout, @Nullable Object state) {
		Line line = (state instanceof Line ofCall) ? ofCall : this.lines.get(Mounts.NONE);
		HttpClientConnectionManager pool = Objects.requireNonNull(line.connections(), "connections");
		LeaseRequest lease = pool.lease(id, route, requestTimeout, null);
		return new LeaseRequest() {

			@Override
			public ConnectionEndpoint get(Timeout timeout)
					throws InterruptedException, ExecutionException, TimeoutException {
				return new LineEndpoint(pool, lease.get(timeout));
			}

			@Override
			public boolean cancel() {
				return lease.cancel();
			}

		};
	}

	@Override
	public void release(ConnectionEndpoint endpoint, @Nullable Object state, TimeValue validDuration) {
		LineEndpoint leased = (LineEndpoint) endpoint;
		leased.pool().release(leased.endpoint(), null, validDuration);
	}

	@Override
	public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) throws IOException {
		LineEndpoint leased = (LineEndpoint) endpoint;
		leased.pool().connect(leased.endpoint(), timeout, context);
	}

	@Override
	public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
		LineEndpoint leased = (LineEndpoint) endpoint;
		leased.pool().upgrade(leased.endpoint(), context);
	}

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	@Override
	public void close(CloseMode closeMode) {
		for (Line line : this.lines) {
			if (line.connections() != null) {
				line.connections().close(closeMode);
			}
		}
	}

}
