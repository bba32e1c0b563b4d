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

package dev.sessions.test;

import java.util.function.Supplier;

import dev.sessions.internal.adapter.AdapterHandler;
import dev.sessions.internal.call.BoundedCall;
import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the network and the clock of one session.
 */
final class MockNetwork implements Simulation {

	private final MockSessionServer server;

	private final MockTime time;

	private final Supplier<@Nullable CassetteExchanges> cassette;

	/**
	 * Create a network.
	 * @param server answers requests
	 * @param time the time
	 * @param cassette returns the cassette that answers requests in place of the server,
	 * or {@code null} if there is none
	 */
	MockNetwork(MockSessionServer server, MockTime time, Supplier<@Nullable CassetteExchanges> cassette) {
		this.server = server;
		this.time = time;
		this.cassette = cassette;
	}

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Override
	public ExecChainHandler calls() {
		return (request, scope, chain) -> {
			boolean outermost = this.time.begin();
			try {
				if (outermost && scope.clientContext instanceof BoundedCall call) {
					call.restart();
				}
				return chain.proceed(request, scope);
			}
			finally {
				this.time.end();
			}
		};
	}

	@Override
	public ExecChainHandler exchanges(TransportSettings settings) {
		return (request, scope, chain) -> {
			CassetteExchanges recorded = this.cassette.get();
			return (recorded != null) ? recorded.execute(request, scope, chain)
					: new AdapterHandler(this.server.session(), (uri, method) -> new MockSessionRequest(method, uri,
							scope, settings, (sent) -> this.server.exchanges(sent).answer(sent)))
						.execute(request, scope, chain);
		};
	}

}
