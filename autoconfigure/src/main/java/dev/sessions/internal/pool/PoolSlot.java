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

import java.util.function.Supplier;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.DefaultDisposalCallback;
import org.apache.hc.core5.pool.DisposalCallback;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * The permission to open one connection to a route, and that connection. It counts
 * against the bounds from its creation until it is dropped, and is either idle or leased
 * meanwhile.
 */
final class PoolSlot implements DisposalCallback<ManagedHttpClientConnection> {

	private static final DisposalCallback<ManagedHttpClientConnection> disposal = new DefaultDisposalCallback<>();

	private final RouteState route;

	private final Supplier<? extends PoolListener> listener;

	private final PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;

	/**
	 * Guarded by the pool's lock.
	 */
	private boolean leased;

	/**
	 * The slot that was displaced by this one. Its connection must be closed before this
	 * one is used.
	 */
	private @Nullable PoolSlot displaced;

	private volatile CloseReason closeReason = CloseReason.DISCARDED;

	PoolSlot(RouteState route, TimeValue maxLifetime, Supplier<? extends PoolListener> listener) {
		this.route = route;
		this.listener = listener;
		this.entry = new PoolEntry<>(route.route(), maxLifetime, this);
	}

	RouteState route() {
		return this.route;
	}

	PoolEntry<HttpRoute, ManagedHttpClientConnection> entry() {
		return this.entry;
	}

	boolean isLeased() {
		return this.leased;
	}

	void setLeased(boolean leased) {
		if (this.leased != leased) {
			this.leased = leased;
			this.route.lease(leased ? 1 : -1);
		}
	}

	void displace(PoolSlot displaced) {
		this.displaced = displaced;
	}

	/**
	 * Close the displaced connection. A new one opened before that would exceed the
	 * bound.
	 */
	void closeDisplaced() {
		PoolSlot victim = this.displaced;
		if (victim != null) {
			this.displaced = null;
			victim.close(CloseReason.DISPLACED, CloseMode.GRACEFUL);
		}
	}

	void close(CloseReason reason, CloseMode mode) {
		this.closeReason = reason;
		this.entry.discardConnection(mode);
		this.closeReason = CloseReason.DISCARDED;
	}

	/**
	 * Called by the entry, once, when its connection is discarded by any thread.
	 */
	@Override
	public void execute(ManagedHttpClientConnection connection, CloseMode mode) {
		CloseReason reason = this.closeReason;
		disposal.execute(connection, mode);
		this.listener.get().closed(this.entry.getRoute(), reason);
	}

}
