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

package dev.sessions.pool;

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
 * The permission to have one connection to a route, and that connection. It counts
 * against the bounds from when it is made until it is dropped, and is either idle or
 * leased meanwhile.
 */
final class Slot implements DisposalCallback<ManagedHttpClientConnection> {

	private static final DisposalCallback<ManagedHttpClientConnection> disposal = new DefaultDisposalCallback<>();

	private final RouteSlots route;

	private final Supplier<? extends @Nullable PoolListener> listener;

	private final PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;

	/**
	 * Guarded by the pool's lock.
	 */
	private boolean leased;

	/**
	 * What is to be closed before this is used, as it had to make room.
	 */
	private @Nullable Slot displaced;

	private volatile CloseReason closeReason = CloseReason.DISCARDED;

	Slot(RouteSlots route, TimeValue maxLifetime, Supplier<? extends @Nullable PoolListener> listener) {
		this.route = route;
		this.listener = listener;
		this.entry = new PoolEntry<>(route.route(), maxLifetime, this);
	}

	RouteSlots route() {
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

	void displace(Slot displaced) {
		this.displaced = displaced;
	}

	/**
	 * Close what had to make room. Only then may a new connection be opened, or there
	 * were one too many for a moment.
	 */
	void closeDisplaced() {
		Slot other = this.displaced;
		if (other != null) {
			this.displaced = null;
			other.close(CloseReason.DISPLACED, CloseMode.GRACEFUL);
		}
	}

	void close(CloseReason reason, CloseMode mode) {
		this.closeReason = reason;
		this.entry.discardConnection(mode);
		this.closeReason = CloseReason.DISCARDED;
	}

	/**
	 * The entry lets go of its connection, which it does once, whoever makes it.
	 */
	@Override
	public void execute(ManagedHttpClientConnection connection, CloseMode mode) {
		CloseReason reason = this.closeReason;
		disposal.execute(connection, mode);
		PoolListener told = this.listener.get();
		if (told != null) {
			told.closed(this.entry.getRoute(), reason);
		}
	}

}
