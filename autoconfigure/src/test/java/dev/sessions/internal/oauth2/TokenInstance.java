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

package dev.sessions.internal.oauth2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/**
 * The session of one instance of an application, reduced to its tokens.
 */
final class TokenInstance implements AutoCloseable {

	private final ScriptedServer api;

	private final Transport transport;

	private final SessionState state;

	private final OAuth2Authorization authorization;

	private final SessionHttpClient client;

	TokenInstance(ScriptedServer api, OAuth2Settings settings, SharedSettings shared, TimeSource time) {
		this.api = api;
		this.transport = new Transport(TransportSettings.defaults(), List.of(), Hooks.NONE, List.of(),
				SharedSession.of("test", shared));
		this.transport.simulate(new SimulatedTime(time));
		this.authorization = new OAuth2Authorization(settings,
				(request) -> DaemonThread.start("sessions-oauth2", request));
		this.state = new SessionState(null, new CookieJar(CookieSettings.defaults()),
				AllowedOrigins.of(Origin.parse(api.url()), Set.of()), null, new DefaultHeaders(List.of()),
				this.authorization);
		this.client = new SessionHttpClient(this.transport, this.state, Explanation.NONE);
	}

	/**
	 * Make a call.
	 * @return the body of the response, to which the API of the tests copies the
	 * request's authorization
	 */
	String call() throws IOException {
		return this.client.execute(new HttpGet(this.api.url("/")),
				(response) -> new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8));
	}

	Transport transport() {
		return this.transport;
	}

	boolean isStoreAvailable() {
		SharedSession shared = this.transport.shared();
		return shared != null && shared.isAvailable();
	}

	void forget() {
		this.authorization.forget();
	}

	@Override
	public void close() {
		this.state.close();
		this.transport.close();
		SharedSession shared = this.transport.shared();
		if (shared != null) {
			shared.close();
		}
	}

	/**
	 * A time that tests advance.
	 */
	static final class AdvancedTime extends Clock implements TimeSource {

		private final AtomicLong nanos = new AtomicLong();

		private final Instant begin = Instant.parse("2026-01-02T03:04:05Z");

		void pass(Duration duration) {
			this.nanos.addAndGet(duration.toNanos());
		}

		@Override
		public long nanoTime() {
			return this.nanos.get();
		}

		@Override
		public Clock clock() {
			return this;
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			LockSupport.parkNanos(blocker, nanos);
		}

		@Override
		public Instant instant() {
			return this.begin.plusNanos(this.nanos.get());
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	private record SimulatedTime(TimeSource time) implements Simulation {

		@Override
		public ExecChainHandler calls() {
			return (request, scope, chain) -> chain.proceed(request, scope);
		}

		@Override
		public ExecChainHandler exchanges(TransportSettings settings) {
			return calls();
		}

	}

}
