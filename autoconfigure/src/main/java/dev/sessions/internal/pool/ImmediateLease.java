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

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;

/**
 * A lease that is granted without waiting.
 *
 * @param entry the leased entry
 */
record ImmediateLease(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry)
		implements
			Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> {

	@Override
	public PoolEntry<HttpRoute, ManagedHttpClientConnection> get() {
		return this.entry;
	}

	@Override
	public PoolEntry<HttpRoute, ManagedHttpClientConnection> get(long timeout, TimeUnit unit) {
		return this.entry;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return false;
	}

	@Override
	public boolean isCancelled() {
		return false;
	}

	@Override
	public boolean isDone() {
		return true;
	}

}
