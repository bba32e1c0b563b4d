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

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.pool.PoolEntry;

/**
 * Connections without a network that count the open ones.
 */
final class FakeConnections {

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger mostOpen = new AtomicInteger();

	static HttpRoute route(int number) {
		return new HttpRoute(new HttpHost("http", "host" + number, 80));
	}

	/**
	 * Open the connection of an entry unless it is open, as each lease does.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> connect(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		if (!entry.hasConnection()) {
			entry.assignConnection(connection());
		}
		return entry;
	}

	ManagedHttpClientConnection connection() {
		int now = this.open.incrementAndGet();
		this.mostOpen.accumulateAndGet(now, Math::max);
		AtomicBoolean isOpen = new AtomicBoolean(true);
		return (ManagedHttpClientConnection) Proxy.newProxyInstance(FakeConnections.class.getClassLoader(),
				new Class<?>[] { ManagedHttpClientConnection.class },
				(proxy, method, args) -> switch (method.getName()) {
					case "isOpen" -> isOpen.get();
					case "close" -> {
						if (isOpen.compareAndSet(true, false)) {
							this.open.decrementAndGet();
						}
						yield null;
					}
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == args[0];
					case "toString" -> "connection";
					default -> null;
				});
	}

	int open() {
		return this.open.get();
	}

	/**
	 * The largest number of open connections.
	 */
	int mostOpen() {
		return this.mostOpen.get();
	}

}
