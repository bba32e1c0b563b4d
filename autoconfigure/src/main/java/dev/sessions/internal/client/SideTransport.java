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

package dev.sessions.internal.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A transport beside that of a session, with a small pool of its own, so that a call that
 * has a connection of the session never waits for another one. Built when it is first
 * needed, and closed with the session. Thread-safe.
 */
final class SideTransport {

	private final Supplier<Transport> create;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Transport built;

	private @Nullable Simulation simulation;

	private boolean closed;

	SideTransport(Supplier<Transport> create) {
		this.create = create;
	}

	/**
	 * The transport.
	 * @return the transport, which this object closes
	 * @throws IllegalStateException if the session is closed
	 */
	Transport get() {
		Transport current = this.built;
		return (current != null) ? current : build();
	}

	private Transport build() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The session is closed");
			}
			Transport current = this.built;
			if (current == null) {
				current = this.create.get();
				if (this.simulation != null) {
					current.simulate(this.simulation);
				}
				this.built = current;
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Replaces the network and the time.
	 */
	void simulate(Simulation simulation) {
		this.lock.lock();
		try {
			this.simulation = simulation;
			if (this.built != null) {
				this.built.simulate(simulation);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Close it.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.built != null) {
				this.built.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
