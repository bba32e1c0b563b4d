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

import java.util.function.ToDoubleFunction;

import dev.sessions.Session;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.PoolControl;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.shared.SharedSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;

/**
 * The meters of a session: its connections, retries, redirects, cookies and tokens. Each
 * meter has the tag {@code session}, and the number of tag values does not grow with the
 * called URIs. Calls themselves are observed by {@link SessionObservations}; the meters
 * of connections and attempts are in {@code TransportMeters} and {@code RouteMeters},
 * those of a shared store in {@code SharedMeters}.
 *
 * <p>
 * The forks of a session share its meters. There are no meters for an application's own
 * implementation of {@link Session} and for mocks.
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
		PoolControl pool = transport.pool();
		TaggedMeters tagged = new TaggedMeters(Tags.of("session", this.session.name()), registry);
		TransportMeters meters = new TransportMeters(pool, tagged);
		// the transport references the meters, because a gauge holds only a weak
		// reference
		if (transport.listen(meters)) {
			meters.bindTraffic();
			bindPool(pool, tagged);
			bindGauges(transport, tagged);
			SharedSession shared = transport.shared();
			if (shared != null) {
				SharedMeters.bind(shared, tagged);
				meters.bindTokenWaits();
			}
		}
	}

	/**
	 * The binder is deprecated, but it registers the documented meters that dashboards
	 * use.
	 */
	@SuppressWarnings("deprecation")
	private void bindPool(PoolControl pool, TaggedMeters meters) {
		new PoolingHttpClientConnectionManagerMetricsBinder(pool, this.session.name(), meters.tags())
			.bindTo(meters.registry());
	}

	private void bindGauges(Transport transport, TaggedMeters meters) {
		meters.gauge("sessions.retry.budget", "Retries that the budget currently allows", transport,
				Transport::retriesLeft);
		meters.gauge("sessions.cookies", "Cookies in the jar", this.session,
				(session) -> session.cookies().list().size());
		if (transport.needsWarmUp()) {
			meters.gauge("sessions.warm", "Whether the connections of pool.warm-up are open", transport,
					(of) -> of.isWarm() ? 1 : 0);
		}
		TokenTimes token = new TokenTimes(this.session.unwrap(SessionState.class), transport);
		bindTime("sessions.token.expiry", "Time until the access token expires", token, TokenTimes::left, meters);
		bindTime("sessions.token.age", "Time since the access token was requested, or since the last login", token,
				TokenTimes::age, meters);
	}

	private static void bindTime(String name, String description, TokenTimes token, ToDoubleFunction<TokenTimes> time,
			TaggedMeters meters) {
		TimeGauge.builder(name, token, TokenTimes.UNIT, time)
			.description(description)
			.tags(meters.tags())
			.strongReference(true)
			.register(meters.registry());
	}

}
