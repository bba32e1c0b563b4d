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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sessions.testsupport.BackgroundCalls;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FairConnPool}, with one operation after another.
 */
class FairConnPoolTests {

	private static final HttpRoute ROUTE = FakeConnections.route(1);

	private static final HttpRoute OTHER = FakeConnections.route(2);

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Timeout PATIENCE = Timeout.ofSeconds(20);

	private final FakeConnections connections = new FakeConnections();

	private final List<String> events = new ArrayList<>();

	private PoolListener listener = new PoolListener() {
	};

	private @Nullable LivenessProbe check;

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@Test
	void connectionUsedLastIsUsedFirst() throws Exception {
		FairConnPool pool = pool(3, 3);
		var first = lease(pool, ROUTE);
		var second = lease(pool, ROUTE);
		pool.release(first, true);
		pool.release(second, true);
		assertStats(pool.getTotalStats(), 0, 0, 2, 3);
		assertThat(lease(pool, ROUTE)).isSameAs(second);
		assertThat(lease(pool, ROUTE)).isSameAs(first);
		assertStats(pool.getTotalStats(), 2, 0, 0, 3);
	}

	@Test
	void boundOfRouteAndTotalHold() throws Exception {
		FairConnPool pool = pool(3, 2);
		lease(pool, ROUTE);
		lease(pool, ROUTE);
		assertThat(request(pool, ROUTE).isDone()).isFalse();
		lease(pool, OTHER);
		assertThat(request(pool, FakeConnections.route(3)).isDone()).isFalse();
		assertStats(pool.getTotalStats(), 3, 2, 0, 3);
		assertStats(pool.getStats(ROUTE), 2, 1, 0, 2);
		assertStats(pool.getStats(OTHER), 1, 0, 0, 2);
	}

	@Test
	void connectionIdleLongestMakesRoom() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(2, 2);
		var oldest = lease(pool, ROUTE);
		var newer = lease(pool, FakeConnections.route(3));
		pool.release(used(oldest), true);
		awaitNextMillisecond();
		pool.release(used(newer), true);
		this.events.clear();
		lease(pool, OTHER);
		assertThat(this.events).containsExactly("closed host1 DISPLACED", "leased host2 new");
		assertThat(oldest.hasConnection()).isFalse();
		assertThat(this.connections.mostOpen()).isEqualTo(2);
		assertThat(pool.getRoutes()).containsExactlyInAnyOrder(OTHER, FakeConnections.route(3));
	}

	@Test
	void connectionIsHandedToLongestWaiter() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var first = request(pool, ROUTE);
		var second = request(pool, ROUTE);
		pool.release(held, true);
		var late = request(pool, ROUTE);
		assertThat(first.isDone()).isTrue();
		assertThat(second.isDone()).isFalse();
		assertThat(late.isDone()).isFalse();
		assertStats(pool.getTotalStats(), 1, 2, 0, 1);
		assertThat(first.get()).isSameAs(held);
		pool.release(held, false);
		assertThat(second.get()).isNotSameAs(held);
		assertThat(late.isDone()).isFalse();
	}

	@Test
	void busyRouteDoesNotStarveAnother() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var other = request(pool, OTHER);
		var same = request(pool, ROUTE);
		pool.release(held, true);
		assertThat(same.isDone()).isFalse();
		assertThat(other.get().getRoute()).isEqualTo(OTHER);
		assertThat(this.connections.open()).isZero();
	}

	@Test
	void waiterThatCannotBeServedIsSkipped() throws Exception {
		FairConnPool pool = pool(2, 1);
		var held = lease(pool, ROUTE);
		var blocked = request(pool, ROUTE);
		var other = lease(pool, OTHER);
		var next = request(pool, OTHER);
		pool.release(other, true);
		assertThat(blocked.isDone()).isFalse();
		assertThat(next.get()).isSameAs(other);
		pool.release(held, true);
		assertThat(blocked.get()).isSameAs(held);
	}

	@Test
	void overtakenWaiterLetsTheNextRouteBeServed() throws Exception {
		SlowHandover handover = new SlowHandover();
		FairConnPool pool = new FairConnPool(new PoolLimits(2, 1, LONG, LONG, LONG), null, () -> this.listener,
				handover);
		var held = lease(pool, ROUTE);
		var other = lease(pool, OTHER);
		Future<?> first = this.calls.start(request(pool, ROUTE)::get);
		await().until(() -> handover.blocked.size() == 1);
		Future<?> second = this.calls.start(request(pool, OTHER)::get);
		await().until(() -> handover.blocked.size() == 2);
		pool.release(held, true);
		pool.release(other, true);
		assertThat(lease(pool, ROUTE)).isSameAs(held);
		handover.wakeAtOnce();
		assertThat(second.get(20, TimeUnit.SECONDS)).isSameAs(other);
		assertThat(first.isDone()).isFalse();
		pool.release(held, true);
		assertThat(first.get(20, TimeUnit.SECONDS)).isSameAs(held);
	}

	@Test
	void timeoutLeavesNothing() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var late = request(pool, ROUTE);
		var elsewhere = request(pool, OTHER);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> late.get(1, TimeUnit.MILLISECONDS))
			.withMessageStartingWith("All connections were in use for ");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> elsewhere.get(0, TimeUnit.MILLISECONDS));
		assertStats(pool.getTotalStats(), 1, 0, 0, 1);
		assertThat(pool.getRoutes()).containsExactly(ROUTE);
		pool.release(held, true);
		assertStats(pool.getTotalStats(), 0, 0, 1, 1);
	}

	@Test
	void interruptionLeavesNothing() throws Exception {
		FairConnPool pool = pool(1, 1);
		lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> waiting.get(20, TimeUnit.SECONDS));
		assertThat(Thread.interrupted()).isFalse();
		assertStats(pool.getTotalStats(), 1, 0, 0, 1);
	}

	@Test
	void interruptionDoesNotLoseConnection() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		pool.release(held, true);
		Thread.currentThread().interrupt();
		assertThat(waiting.get(20, TimeUnit.SECONDS)).isSameAs(held);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void cancellationLeavesNothingAndWakes() throws Exception {
		FairConnPool pool = pool(1, 1);
		lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		Future<?> blocked = this.calls.start(() -> waiting.get(20, TimeUnit.SECONDS));
		assertThat(waiting.cancel(true)).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> blocked.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(CancellationException.class);
		assertStats(pool.getTotalStats(), 1, 0, 0, 1);
		assertThat(waiting.cancel(true)).isFalse();
		assertThat(waiting.isCancelled()).isTrue();
	}

	@Test
	void cancellationDoesNotLoseConnection() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		pool.release(held, true);
		assertThat(waiting.cancel(true)).isFalse();
		assertThat(waiting.get()).isSameAs(held);
	}

	@Test
	void abandonedRequestGetsNothing() throws Exception {
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var forgotten = pool.lease(ROUTE, null, Timeout.ofMilliseconds(1), null);
		awaitNextMillisecond();
		awaitNextMillisecond();
		pool.release(held, true);
		assertStats(pool.getTotalStats(), 0, 0, 1, 1);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> forgotten.get(1, TimeUnit.SECONDS));
	}

	@Test
	void outdatedConnectionsAreClosedAndTheNextIsTried() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(3, 3);
		var good = lease(pool, ROUTE);
		var expired = lease(pool, ROUTE);
		pool.release(used(good), true);
		expired.updateExpiry(TimeValue.ofMilliseconds(1));
		pool.release(expired, true);
		awaitNextMillisecond();
		awaitNextMillisecond();
		this.events.clear();
		assertThat(lease(pool, ROUTE)).isSameAs(good);
		assertThat(this.events).containsExactly("closed host1 EXPIRED", "leased host1 reused");
		assertStats(pool.getTotalStats(), 1, 0, 0, 3);
	}

	@Test
	void lifetimeOverridesKeepAliveOfTheServer() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = new FairConnPool(new PoolLimits(1, 1, Duration.ofMillis(1), LONG, LONG), null,
				() -> this.listener);
		pool.release(used(lease(pool, ROUTE)), true);
		awaitNextMillisecond();
		awaitNextMillisecond();
		this.connections.connect(pool.lease(ROUTE, null, PATIENCE, null).get());
		assertThat(this.events).containsExactly("leased host1 new", "closed host1 EXPIRED", "leased host1 new");
	}

	@Test
	void connectionIdleForTooLongIsNotUsed() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = new FairConnPool(new PoolLimits(1, 1, LONG, Duration.ofMillis(1), LONG), null,
				() -> this.listener);
		pool.release(used(lease(pool, ROUTE)), true);
		awaitNextMillisecond();
		awaitNextMillisecond();
		lease(pool, ROUTE);
		assertThat(this.events).containsExactly("leased host1 new", "closed host1 IDLE", "leased host1 new");
	}

	@Test
	void checkIsMadeWithoutLockBeforeEachUse() throws Exception {
		this.listener = new Recorder();
		List<ManagedHttpClientConnection> asked = new ArrayList<>();
		FairConnPool[] pools = new FairConnPool[1];
		this.check = (connection, idleForLong) -> {
			asked.add(connection);
			Future<PoolStats> stats = this.calls.start(() -> pools[0].getTotalStats());
			assertThat(stats).succeedsWithin(Duration.ofSeconds(10));
			return asked.size() > 1;
		};
		FairConnPool pool = pool(2, 2);
		pools[0] = pool;
		var good = lease(pool, ROUTE);
		var stale = lease(pool, ROUTE);
		ManagedHttpClientConnection first = stale.getConnection();
		pool.release(used(good), true);
		pool.release(used(stale), true);
		this.events.clear();
		assertThat(lease(pool, ROUTE)).isSameAs(good);
		assertThat(asked).containsExactly(first, good.getConnection());
		assertThat(this.events).containsExactly("closed host1 STALE", "leased host1 reused");
		assertStats(pool.getTotalStats(), 1, 0, 0, 2);
	}

	@Test
	void checkIsMadeOfHandedOverConnection() throws Exception {
		this.check = (connection, idleForLong) -> false;
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		pool.release(used(held), true);
		assertThat(waiting.get().hasConnection()).isFalse();
		assertStats(pool.getTotalStats(), 1, 0, 0, 1);
	}

	@Test
	void failingCheckKeepsNothing() throws Exception {
		this.check = (connection, idleForLong) -> {
			throw new IllegalStateException("check");
		};
		FairConnPool pool = pool(1, 1);
		pool.release(used(lease(pool, ROUTE)), true);
		assertThatIllegalStateException().isThrownBy(() -> lease(pool, ROUTE)).withMessage("check");
		assertStats(pool.getTotalStats(), 0, 0, 0, 1);
		assertThat(this.connections.open()).isZero();
	}

	@Test
	void failingListenerKeepsNothing() throws Exception {
		this.listener = new Recorder() {

			@Override
			public void leased(HttpRoute route, long waitedNanos, boolean reused) {
				throw new IllegalStateException("listener");
			}

		};
		FairConnPool pool = pool(1, 1);
		assertThatIllegalStateException().isThrownBy(() -> lease(pool, ROUTE)).withMessage("listener");
		assertStats(pool.getTotalStats(), 0, 0, 0, 1);
	}

	@Test
	void listenerReceivesDurationOfWait() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(1, 1);
		var held = lease(pool, ROUTE);
		var waiting = request(pool, ROUTE);
		pool.release(used(held), true);
		waiting.get();
		pool.release(held, false);
		assertThat(this.events).containsExactly("leased host1 new", "leased host1 reused waited",
				"closed host1 DISCARDED");
	}

	@Test
	void idleAndExpiredConnectionsAreClosedOnDemand() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(3, 3);
		var expired = lease(pool, ROUTE);
		var idle = lease(pool, ROUTE);
		var leased = lease(pool, ROUTE);
		expired.updateExpiry(TimeValue.ofMilliseconds(1));
		pool.release(expired, true);
		pool.release(used(idle), true);
		awaitNextMillisecond();
		awaitNextMillisecond();
		this.events.clear();
		pool.closeIdle(TimeValue.ofMinutes(1));
		assertThat(this.events).isEmpty();
		pool.closeExpired();
		assertThat(this.events).containsExactly("closed host1 EXPIRED");
		pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
		assertThat(this.events).containsExactly("closed host1 EXPIRED", "closed host1 IDLE");
		assertStats(pool.getTotalStats(), 1, 0, 0, 3);
		assertThat(leased.hasConnection()).isTrue();
		pool.release(leased, false);
		assertThat(pool.getRoutes()).isEmpty();
	}

	@Test
	void raisedBoundServesWaiters() throws Exception {
		FairConnPool pool = pool(1, 1);
		lease(pool, ROUTE);
		var second = request(pool, ROUTE);
		var third = request(pool, ROUTE);
		pool.setMaxTotal(10);
		assertThat(second.isDone()).isFalse();
		pool.setMaxPerRoute(ROUTE, 2);
		assertThat(second.get()).isNotNull();
		assertThat(third.isDone()).isFalse();
		pool.setMaxPerRoute(ROUTE, -1);
		pool.setDefaultMaxPerRoute(3);
		assertThat(third.get()).isNotNull();
		assertThat(pool.getMaxPerRoute(ROUTE)).isEqualTo(3);
		assertThat(pool.getDefaultMaxPerRoute()).isEqualTo(3);
		assertThat(pool.getMaxTotal()).isEqualTo(10);
	}

	@Test
	void loweredBoundClosesIdleThenReleasedConnections() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(4, 4);
		var held = lease(pool, ROUTE);
		var idle = lease(pool, ROUTE);
		var other = lease(pool, OTHER);
		pool.release(used(idle), true);
		this.events.clear();
		pool.setMaxTotal(1);
		assertThat(this.events).containsExactly("closed host1 DISPLACED");
		assertStats(pool.getTotalStats(), 2, 0, 0, 1);
		var waiting = request(pool, ROUTE);
		pool.release(used(other), true);
		assertThat(waiting.isDone()).isFalse();
		pool.release(used(held), true);
		assertThat(waiting.get()).isSameAs(held);
		assertThat(this.connections.open()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 35: close wakes all waiters, and closes leased connections")
	void closeWakesAndCloses() throws Exception {
		this.listener = new Recorder();
		FairConnPool pool = pool(2, 1);
		var held = lease(pool, ROUTE);
		pool.release(used(lease(pool, OTHER)), true);
		var waiting = request(pool, ROUTE);
		Future<?> blocked = this.calls.start(() -> waiting.get(20, TimeUnit.SECONDS));
		this.events.clear();
		pool.close(CloseMode.IMMEDIATE);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> blocked.get(10, TimeUnit.SECONDS));
		assertThat(this.connections.open()).isZero();
		assertThat(this.events).containsExactlyInAnyOrder("closed host1 SHUTDOWN", "closed host2 SHUTDOWN");
		assertThatIllegalStateException().isThrownBy(() -> request(pool, ROUTE));
		pool.release(this.connections.connect(held), true);
		assertThat(this.connections.open()).isZero();
		assertStats(pool.getTotalStats(), 0, 0, 0, 2);
		pool.close();
	}

	@Test
	void connectionIsReleasedOnce() throws Exception {
		FairConnPool pool = pool(1, 1);
		var entry = lease(pool, ROUTE);
		pool.release(entry, true);
		assertThatIllegalStateException().isThrownBy(() -> pool.release(entry, true));
		assertStats(pool.getTotalStats(), 0, 0, 1, 1);
	}

	@Test
	void connectionWithStateIsNotUsedByOthers() throws Exception {
		FairConnPool pool = pool(2, 2);
		var alices = lease(pool, ROUTE);
		var nobodys = lease(pool, ROUTE);
		pool.release(nobodys, true);
		alices.updateState("alice");
		pool.release(alices, true);
		assertThat(pool.lease(ROUTE, "alice", PATIENCE, null).get()).isSameAs(alices);
		pool.release(alices, true);
		assertThat(pool.lease(ROUTE, "bob", PATIENCE, null).get()).isSameAs(nobodys);
		var carols = pool.lease(ROUTE, "carol", PATIENCE, null).get();
		assertThat(carols.hasConnection()).isFalse();
		assertThat(alices.hasConnection()).isFalse();
	}

	@Test
	void routesUsedOnceAreNotKept() throws Exception {
		FairConnPool pool = pool(10, 1);
		for (int i = 0; i < 1000; i++) {
			pool.release(used(lease(pool, FakeConnections.route(i))), true);
		}
		assertThat(pool.getRoutes()).hasSize(10);
		pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
		assertThat(pool.getRoutes()).isEmpty();
		for (int i = 0; i < 10; i++) {
			lease(pool, FakeConnections.route(i));
		}
		for (int i = 1000; i < 2000; i++) {
			request(pool, FakeConnections.route(i)).cancel(true);
		}
		assertThat(pool.getRoutes()).hasSize(10);
		assertThat(pool.getStats(FakeConnections.route(3000)).getMax()).isEqualTo(1);
		assertThat(pool.getRoutes()).hasSize(10);
	}

	private FairConnPool pool(int maxTotal, int maxPerRoute) {
		return new FairConnPool(new PoolLimits(maxTotal, maxPerRoute, LONG, LONG, LONG), this.check,
				() -> this.listener);
	}

	private static Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> request(FairConnPool pool,
			HttpRoute route) {
		return pool.lease(route, null, PATIENCE, null);
	}

	private PoolEntry<HttpRoute, ManagedHttpClientConnection> lease(FairConnPool pool, HttpRoute route)
			throws Exception {
		return this.connections.connect(request(pool, route).get());
	}

	private static PoolEntry<HttpRoute, ManagedHttpClientConnection> used(
			PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		entry.updateExpiry(TimeValue.ofMinutes(1));
		return entry;
	}

	private static void awaitNextMillisecond() {
		long now = System.currentTimeMillis();
		await().pollInterval(Duration.ofMillis(1)).until(() -> System.currentTimeMillis() > now);
	}

	private static void assertStats(PoolStats stats, int leased, int pending, int available, int max) {
		assertThat(stats)
			.extracting(PoolStats::getLeased, PoolStats::getPending, PoolStats::getAvailable, PoolStats::getMax)
			.containsExactly(leased, pending, available, max);
	}

	/**
	 * Wakes threads late, when the test allows it.
	 */
	private static final class SlowHandover extends Handover {

		private final Map<Thread, Semaphore> blocked = new ConcurrentHashMap<>();

		private final List<Thread> woken = new ArrayList<>();

		private boolean late = true;

		SlowHandover() {
			super(LONG);
		}

		@Override
		void block(Waiter waiter, long nanos) {
			this.blocked.computeIfAbsent(Thread.currentThread(), (thread) -> new Semaphore(0)).acquireUninterruptibly();
		}

		@Override
		synchronized void wake(@Nullable Thread thread) {
			if (this.late) {
				this.woken.add(thread);
			}
			else if (thread != null) {
				this.blocked.get(thread).release();
			}
		}

		synchronized void wakeAtOnce() {
			this.late = false;
			this.woken.forEach(this::wake);
		}

	}

	/**
	 * Records its notifications.
	 */
	private class Recorder implements PoolListener {

		@Override
		public void leased(HttpRoute route, long waitedNanos, boolean reused) {
			FairConnPoolTests.this.events.add("leased " + route.getTargetHost().getHostName()
					+ (reused ? " reused" : " new") + ((waitedNanos > 0) ? " waited" : ""));
		}

		@Override
		public void closed(HttpRoute route, CloseReason reason) {
			FairConnPoolTests.this.events.add("closed " + route.getTargetHost().getHostName() + " " + reason);
		}

	}

}
