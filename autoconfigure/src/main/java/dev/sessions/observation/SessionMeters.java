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

import dev.sessions.Session;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.PoolControl;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.shared.SharedSession;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a session: its connections, retries, redirects, cookies and tokens. Each
 * meter has the tag {@code session}, and the number of tag values does not grow with the
 * called URIs. Calls themselves are observed by {@link SessionObservations}.
 *
 * <p>
 * The forks of a session share its meters. An application's own implementation of
 * {@link Session} and a mock have no meters.
 */
public final class SessionMeters implements MeterBinder {

	private final Session session;

	/**
	 * Create the meters of a session.
	 * @param session the session
	 */
	public SessionMeters(Session session) {
		this.session = session;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Transport transport = Transport.find(this.session::unwrap);
		if (transport == null) {
			return;
		}
		String name = this.session.name();
		PoolControl pool = transport.pool();
		TransportMeters meters = new TransportMeters(name, pool, registry);
		// the transport references the meters, because a gauge holds only a weak
		// reference
		if (transport.listen(meters)) {
			meters.bindTraffic();
			bindPool(name, pool, registry);
			bindGauges(Tags.of("session", name), transport, registry);
			SharedSession shared = transport.shared();
			if (shared != null) {
				SharedMeters.bind(shared, Tags.of("session", name), registry);
				meters.bindTokenWaits();
			}
		}
	}

	/**
	 * The binder is deprecated, but it registers the documented meters that dashboards
	 * use.
	 */
	@SuppressWarnings("deprecation")
	private static void bindPool(String name, PoolControl pool, MeterRegistry registry) {
		new PoolingHttpClientConnectionManagerMetricsBinder(pool, name, Tags.of("session", name)).bindTo(registry);
	}

	private void bindGauges(Tags tags, Transport transport, MeterRegistry registry) {
		Gauge.builder("sessions.retry.budget", transport, Transport::retriesLeft)
			.description("Retries that the budget currently allows")
			.tags(tags)
			.strongReference(true)
			.register(registry);
		Gauge.builder("sessions.cookies", this.session, (session) -> session.cookies().list().size())
			.description("Cookies in the jar")
			.tags(tags)
			.strongReference(true)
			.register(registry);
		if (transport.needsWarmUp()) {
			Gauge.builder("sessions.warm", transport, (of) -> of.isWarm() ? 1 : 0)
				.description("Whether the connections of pool.warm-up are open")
				.tags(tags)
				.strongReference(true)
				.register(registry);
		}
		SessionState state = unwrap(SessionState.class);
		if (state != null) {
			bindTokenGauges(tags, new TokenTimes(state, transport), registry);
		}
	}

	private static void bindTokenGauges(Tags tags, TokenTimes token, MeterRegistry registry) {
		TimeGauge.builder("sessions.token.expiry", token, TokenTimes.UNIT, TokenTimes::left)
			.description("Time until the access token expires")
			.tags(tags)
			.strongReference(true)
			.register(registry);
		TimeGauge.builder("sessions.token.age", token, TokenTimes.UNIT, TokenTimes::age)
			.description("Time since the access token was requested, or since the last login")
			.tags(tags)
			.strongReference(true)
			.register(registry);
	}

	private <T> @Nullable T unwrap(Class<T> type) {
		try {
			return this.session.unwrap(type);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
