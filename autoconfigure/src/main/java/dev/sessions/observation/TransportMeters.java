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

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.call.TransportListener.TimedStep;
import dev.sessions.internal.client.PoolControl;
import dev.sessions.internal.pool.CloseReason;
import dev.sessions.internal.retry.Retry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a transport. Each meter is looked up once. Meters for the same registry
 * are equal, so that a transport has at most one listener per registry.
 */
final class TransportMeters implements TransportListener {

	private final TaggedMeters meters;

	private final Counter attempts;

	private final Counter redirects;

	private final Counter opened;

	private final Map<String, Counter> retries = new ConcurrentHashMap<>();

	private final Map<TimedStep, OutcomeTimer> timers = new EnumMap<>(TimedStep.class);

	private final Timer lease;

	private final Counter reused;

	private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

	private final Traffic traffic = new Traffic();

	private final RouteMeters routes;

	private volatile @Nullable Timer tokenWaits;

	TransportMeters(PoolControl pool, TaggedMeters meters) {
		this.meters = meters;
		this.attempts = meters.counter("sessions.attempts", "Attempts of calls, the first and those that followed");
		this.redirects = meters.counter("sessions.redirects", "Redirects that were followed");
		this.opened = meters.counter("sessions.connections.opened", "Connections that were opened");
		for (TimedStep step : TimedStep.values()) {
			this.timers.put(step, timer(step, meters));
		}
		this.lease = meters.timer("sessions.lease", "Waiting for a connection because all were in use");
		this.reused = meters.counter("sessions.connections.reused", "Leases of a connection that was open already");
		for (CloseReason reason : CloseReason.values()) {
			this.closed.put(reason, meters.and("reason", reason.name().toLowerCase(Locale.ROOT))
				.counter("sessions.connections.closed", "Connections that were closed"));
		}
		this.routes = new RouteMeters(pool, meters);
	}

	private static OutcomeTimer timer(TimedStep step, TaggedMeters meters) {
		return switch (step) {
			case TOKEN -> new OutcomeTimer("sessions.token.renewals", "Requests for access tokens, and logins", meters);
			case LOOK_UP -> new OutcomeTimer("sessions.dns", "Look-ups of names for new connections", meters);
			case CONNECT ->
				new OutcomeTimer("sessions.connect", "Connecting of sockets, without look-up and handshake", meters);
			case HANDSHAKE -> new OutcomeTimer("sessions.tls", "TLS handshakes", meters);
		};
	}

	/**
	 * Register the counters of bytes, which the registry reads on demand.
	 */
	void bindTraffic() {
		this.meters.counter("sessions.sent", "What was sent over connections, before TLS", "bytes", this.traffic,
				Traffic::sent);
		this.meters.counter("sessions.received", "What was received over connections, without TLS", "bytes",
				this.traffic, Traffic::received);
	}

	/**
	 * Register the timer of waits for tokens that other instances request.
	 */
	void bindTokenWaits() {
		this.tokenWaits = this.meters.timer("sessions.shared.token.waits",
				"Waiting for access tokens and logins of other instances");
	}

	@Override
	public void tokenWait(long nanos) {
		Timer waits = this.tokenWaits;
		if (waits != null) {
			waits.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void begun(ExchangeContext call) {
		this.attempts.increment();
	}

	@Override
	public void retried(ExchangeContext call, Retry retry) {
		this.attempts.increment();
		this.retries
			.computeIfAbsent(retry.reason(),
					(reason) -> this.meters.and("reason", reason)
						.counter("sessions.retries", "Requests that were sent once more"))
			.increment();
	}

	@Override
	public void redirected(ExchangeContext call) {
		this.redirects.increment();
	}

	@Override
	public void timed(TimedStep step, long nanos, boolean success) {
		Objects.requireNonNull(this.timers.get(step)).record(nanos, success);
	}

	@Override
	public void opened(HttpConnection connection) {
		this.opened.increment();
		this.traffic.opened(connection);
		this.routes.opened();
	}

	@Override
	public void leased(HttpRoute route, long waitedNanos, boolean reused) {
		this.lease.record(waitedNanos, TimeUnit.NANOSECONDS);
		if (reused) {
			this.reused.increment();
		}
	}

	@Override
	public void closed(HttpRoute route, CloseReason reason) {
		Objects.requireNonNull(this.closed.get(reason)).increment();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TransportMeters transport && transport.registry().equals(registry());
	}

	@Override
	public int hashCode() {
		return registry().hashCode();
	}

	private MeterRegistry registry() {
		return this.meters.registry();
	}

	/**
	 * A timer for successes and one for failures.
	 */
	private static final class OutcomeTimer {

		private final Timer success;

		private final Timer failure;

		OutcomeTimer(String name, String description, TaggedMeters meters) {
			this.success = meters.and("outcome", "success").timer(name, description);
			this.failure = meters.and("outcome", "failure").timer(name, description);
		}

		void record(long nanos, boolean success) {
			(success ? this.success : this.failure).record(nanos, TimeUnit.NANOSECONDS);
		}

	}

}
