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

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.TimeValue;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Model checking of the pool: Lincheck runs each scenario with many interleavings of its
 * threads, which it switches at accesses to shared memory. A scenario fails if an
 * interleaving ends with an error or with threads that wait forever. Waiters are notified
 * and may be overtaken; in two scenarios connections are also handed over to them. Time
 * does not pass.
 */
@Timeout(180)
class FairConnPoolInterleavingTests {

	private static final int INTERLEAVINGS = 12;

	/**
	 * Verifies that races are found on this JDK. If the threads were not controlled, all
	 * other tests would pass with any pool.
	 */
	@Test
	void checkerFindsARace() {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(new LostUpdate()))
			.withMessageContaining("lost update");
	}

	/**
	 * Verifies that a lost wake-up is found.
	 */
	@Test
	void checkerFindsALostWakeUp() {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(new LostWakeUp()))
			.withMessageContaining("hung");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectionsAreReused(boolean overtaking) {
		check(new Reuse(overtaking, true));
	}

	@Test
	void closedConnectionsAreReplaced() {
		check(new Reuse(true, false));
	}

	@Test
	void routesDisplaceEachOther() {
		check(new Displacement(true));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void cancelledRequestLosesNothing(boolean overtaking) {
		check(new Cancel(overtaking));
	}

	@Test
	void expiredRequestLosesNothing() {
		check(new Expiry(true));
	}

	@Test
	void closeEndsAllRequests() {
		check(new Close(true));
	}

	@Test
	void raisedBoundServesPendingRequests() {
		check(new Raise(true));
	}

	@Test
	void loweredBoundIsReached() {
		check(new Lower(true));
	}

	@Test
	void evictionGivesItsPlaceToPendingRequests() {
		check(new Eviction(true));
	}

	/**
	 * Check a scenario. Lincheck allows 30 seconds for one interleaving, including the
	 * instrumentation of new classes. If a busy machine takes longer, the error names no
	 * interleaving, and the scenario is checked again.
	 */
	private static void check(Runnable scenario) {
		for (int attempt = 1;; attempt++) {
			try {
				Lincheck.runConcurrentTest(INTERLEAVINGS, scenario);
				return;
			}
			catch (LincheckAssertionError ex) {
				if (attempt == 3 || String.valueOf(ex.getMessage()).contains("interleaving leads to the error")) {
					throw ex;
				}
			}
		}
	}

	/**
	 * A caller that uses a connection once.
	 */
	private static class User extends PoolCaller {

		final CheckedPool checked;

		final HttpRoute route;

		final boolean reusable;

		User(CheckedPool checked, HttpRoute route, boolean reusable) {
			this.checked = checked;
			this.route = route;
			this.reusable = reusable;
		}

		@Override
		void call() throws Exception {
			this.checked.use(this.route, this.reusable);
		}

	}

	private static final class Reuse implements Runnable {

		private final boolean overtaking;

		private final boolean reusable;

		Reuse(boolean overtaking, boolean reusable) {
			this.overtaking = overtaking;
			this.reusable = reusable;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolCaller.runAll(new User(checked, CheckedPool.ROUTE, this.reusable),
					new User(checked, CheckedPool.ROUTE, this.reusable), new User(checked, CheckedPool.ROUTE, true));
			checked.verifyAtRest();
		}

	}

	private static final class Displacement implements Runnable {

		private final boolean overtaking;

		Displacement(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolCaller.runAll(new User(checked, CheckedPool.ROUTE, true), new User(checked, CheckedPool.OTHER, true),
					new User(checked, CheckedPool.ROUTE, true));
			checked.verifyAtRest();
		}

	}

	/**
	 * One request is cancelled while its connection may be on the way. In either order,
	 * the next request is served.
	 */
	private static final class Cancel implements Runnable {

		private final boolean overtaking;

		Cancel(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolEntry<HttpRoute, ManagedHttpClientConnection> held = checked.leaseAtOnce();
			Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> cancelled = checked.request(CheckedPool.ROUTE);
			Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> next = checked.request(CheckedPool.ROUTE);
			PoolCaller.runAll(new Taker(checked, cancelled), new Canceller(cancelled), new Taker(checked, next),
					new Releaser(checked, held));
			checked.verifyAtRest();
		}

	}

	private static final class Expiry implements Runnable {

		private final boolean overtaking;

		Expiry(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolEntry<HttpRoute, ManagedHttpClientConnection> held = checked.leaseAtOnce();
			Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> expired = checked.request(CheckedPool.ROUTE);
			Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> next = checked.request(CheckedPool.ROUTE);
			PoolCaller.runAll(new Impatient(checked, expired), new Taker(checked, next), new Releaser(checked, held));
			checked.verifyAtRest();
		}

	}

	private static final class Close implements Runnable {

		private final boolean overtaking;

		Close(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolCaller.runAll(new Unlucky(checked), new Unlucky(checked), new PoolCaller() {

				@Override
				void call() {
					checked.pool.close(CloseMode.IMMEDIATE);
				}

			});
			checked.verifyClosed();
		}

	}

	private static final class Raise implements Runnable {

		private final boolean overtaking;

		Raise(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 2, this.overtaking);
			PoolEntry<HttpRoute, ManagedHttpClientConnection> held = checked.leaseAtOnce();
			// the connection in use is released only after both users are done
			PoolCaller.runAll(new User(checked, CheckedPool.ROUTE, true), new User(checked, CheckedPool.ROUTE, false),
					new PoolCaller() {

						@Override
						void call() {
							checked.pool.setMaxTotal(2);
							checked.pool.setDefaultMaxPerRoute(2);
						}

					});
			checked.release(held, true);
			checked.verifyAtRest();
		}

	}

	private static final class Lower implements Runnable {

		private final boolean overtaking;

		Lower(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(2, 2, this.overtaking);
			PoolCaller.runAll(new User(checked, CheckedPool.ROUTE, true), new User(checked, CheckedPool.ROUTE, true),
					new PoolCaller() {

						@Override
						void call() {
							checked.pool.setMaxTotal(1);
						}

					});
			checked.verifyAtRest();
		}

	}

	private static final class Eviction implements Runnable {

		private final boolean overtaking;

		Eviction(boolean overtaking) {
			this.overtaking = overtaking;
		}

		@Override
		public void run() {
			CheckedPool checked = new CheckedPool(1, 1, this.overtaking);
			PoolCaller.runAll(new User(checked, CheckedPool.ROUTE, true), new User(checked, CheckedPool.OTHER, true),
					new PoolCaller() {

						@Override
						void call() {
							checked.pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
						}

					});
			checked.verifyAtRest();
		}

	}

	private static final class Taker extends PoolCaller {

		private final CheckedPool checked;

		private final Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease;

		Taker(CheckedPool checked, Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease) {
			this.checked = checked;
			this.lease = lease;
		}

		@Override
		void call() throws Exception {
			try {
				this.checked.release(this.checked.begin(this.lease.get()), true);
			}
			catch (CancellationException ex) {
				// cancelled before it was served
			}
		}

	}

	private static final class Canceller extends PoolCaller {

		private final Future<?> lease;

		Canceller(Future<?> lease) {
			this.lease = lease;
		}

		@Override
		void call() {
			this.lease.cancel(true);
		}

	}

	private static final class Releaser extends PoolCaller {

		private final CheckedPool checked;

		private final PoolEntry<HttpRoute, ManagedHttpClientConnection> held;

		Releaser(CheckedPool checked, PoolEntry<HttpRoute, ManagedHttpClientConnection> held) {
			this.checked = checked;
			this.held = held;
		}

		@Override
		void call() {
			this.checked.release(this.held, true);
		}

	}

	/**
	 * Leases without waiting.
	 */
	private static final class Impatient extends PoolCaller {

		private final CheckedPool checked;

		private final Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease;

		Impatient(CheckedPool checked, Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease) {
			this.checked = checked;
			this.lease = lease;
		}

		@Override
		void call() throws Exception {
			try {
				this.checked.release(this.checked.begin(this.lease.get(0, TimeUnit.NANOSECONDS)), true);
			}
			catch (TimeoutException ex) {
				// no connection was free
			}
		}

	}

	/**
	 * Gets a connection, or fails because the pool is closed.
	 */
	private static final class Unlucky extends PoolCaller {

		private final CheckedPool checked;

		Unlucky(CheckedPool checked) {
			this.checked = checked;
		}

		@Override
		void call() throws Exception {
			PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;
			try {
				entry = this.checked.request(CheckedPool.ROUTE).get();
			}
			catch (PoolClosedException ex) {
				return;
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof PoolClosedException) {
					return;
				}
				throw ex;
			}
			this.checked.release(this.checked.begin(entry), true);
		}

	}

	private static final class LostUpdate implements Runnable {

		@Override
		public void run() {
			Counter counter = new Counter();
			PoolCaller.runAll(new Increment(counter), new Increment(counter));
			if (counter.value != 2) {
				throw new AssertionError("lost update");
			}
		}

	}

	private static final class Counter {

		volatile int value;

	}

	private static final class Increment extends PoolCaller {

		private final Counter counter;

		Increment(Counter counter) {
			this.counter = counter;
		}

		@Override
		@SuppressWarnings("NonAtomicVolatileUpdate") // on purpose
		void call() {
			this.counter.value++;
		}

	}

	private static final class LostWakeUp implements Runnable {

		@Override
		public void run() {
			PoolCaller.runAll(new PoolCaller() {

				@Override
				void call() {
					this.permit.await();
				}

			});
		}

	}

}
