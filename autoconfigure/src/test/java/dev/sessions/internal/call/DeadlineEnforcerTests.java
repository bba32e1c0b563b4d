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

package dev.sessions.internal.call;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.TestTransport;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DeadlineEnforcer}.
 */
class DeadlineEnforcerTests {

	private static final int CALLS = 100_000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Transport transport = TestTransport.of(TransportSettings.defaults(),
			SystemDefaultDnsResolver.INSTANCE);

	private final CountingState state = new CountingState();

	private final SessionHttpClient client = new SessionHttpClient(this.transport, this.state, Explanation.NONE);

	private final ExchangeContext call = call(Duration.ofSeconds(30));

	@Test
	void deadlineOfACallCostsLessThanAHundredBytes() {
		watch();
		long before = THREADS.getCurrentThreadAllocatedBytes();
		watch();
		assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS).isLessThan(100);
	}

	@Test
	void callsEndInTimeAfterThreadCanBeStarted() {
		AtomicInteger missing = new AtomicInteger(2);
		DeadlineEnforcer watch = new DeadlineEnforcer(new SharedTimer((name, loop) -> {
			if (missing.getAndDecrement() > 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return DaemonThread.shared(name, loop);
		}));
		ExchangeContext first = call(Duration.ZERO);
		watch.add(first);
		watch.add(call(Duration.ZERO));
		assertThat(first.cancellation()).isNull();
		ExchangeContext last = call(Duration.ZERO);
		watch.add(last);
		await()
			.until(() -> first.cancellation() == Cancellation.TIMEOUT && last.cancellation() == Cancellation.TIMEOUT);
		assertThat(watch.isBusy((owner) -> owner == this.client)).isFalse();
	}

	@Test
	void callThatCannotBeCancelledDelaysNoOther() {
		DeadlineEnforcer watch = new DeadlineEnforcer(SharedTimer.INSTANCE);
		for (int i = 0; i < 5; i++) {
			ExchangeContext failing = call(Duration.ZERO);
			failing.cancelWith(() -> {
				throw new StackOverflowError();
			});
			watch.add(failing);
		}
		ExchangeContext other = call(Duration.ofMillis(50));
		watch.add(other);
		await().until(() -> other.cancellation() == Cancellation.TIMEOUT);
		assertThat(watch.isBusy((owner) -> owner == this.client)).isFalse();
	}

	@Test
	void endOfCallIsReportedOnce() {
		DeadlineEnforcer watch = new DeadlineEnforcer(SharedTimer.INSTANCE);
		watch.add(this.call);
		watch.add(call(Duration.ofSeconds(30)));
		assertThat(this.state.running).isEqualTo(2);
		watch.remove(this.call);
		watch.cancel(this.call, Cancellation.TIMEOUT);
		watch.remove(this.call);
		assertThat(this.state.running).isOne();
	}

	@Test
	void endOfStreamIsReportedOnce() {
		DeadlineEnforcer watch = new DeadlineEnforcer(SharedTimer.INSTANCE);
		ExchangeContext stream = stream();
		watch.add(stream);
		watch.unbound(stream);
		assertThat(this.state.running).isOne();
		watch.remove(stream);
		watch.remove(stream);
		assertThat(this.state.running).isZero();
	}

	@Test
	void streamCancelledAtTheStartOfItsBodyHasEnded() {
		DeadlineEnforcer watch = new DeadlineEnforcer(SharedTimer.INSTANCE);
		ExchangeContext stream = stream();
		watch.add(stream);
		watch.cancel(stream, Cancellation.TIMEOUT);
		watch.unbound(stream);
		watch.remove(stream);
		assertThat(this.state.running).isZero();
		assertThat(watch.isBusy((owner) -> owner == this.client)).isFalse();
	}

	private ExchangeContext stream() {
		return call(Duration.ofSeconds(30),
				new ExchangeOptions(null, false, null, null, null, null, null, null, null, true, false, null, null));
	}

	private ExchangeContext call(Duration total) {
		return call(total, ExchangeOptions.NONE);
	}

	private ExchangeContext call(Duration total, ExchangeOptions options) {
		return new ExchangeContext(this.client,
				new ExchangeRequest("GET", RequestTarget.of(new HttpHost("a.test")), "/", null), options,
				total.toNanos(), null);
	}

	private void watch() {
		for (int i = 0; i < CALLS; i++) {
			DeadlineEnforcer.SHARED.add(this.call);
			DeadlineEnforcer.SHARED.remove(this.call);
		}
	}

	/**
	 * Counts the running calls.
	 */
	private static final class CountingState extends SessionState {

		private int running;

		CountingState() {
			super(null, new CookieJar(CookieSettings.defaults()), AllowedOrigins.of(null, List.of()), null,
					new DefaultHeaders(List.of()), null);
		}

		@Override
		void began() {
			this.running++;
		}

		@Override
		void ended() {
			this.running--;
		}

	}

}
