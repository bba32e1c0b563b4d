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

package dev.sessions.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the calls whose time is over, and those whose thread was interrupted: a read
 * from a socket would not notice. One for all sessions: a call is put into a set and
 * taken out again, and while there are calls, one thread looks through the set. So a call
 * that ends in time costs an entry in a map and no timer.
 */
final class DeadlineWatch {

	static final DeadlineWatch SHARED = new DeadlineWatch();

	private static final Logger logger = LoggerFactory.getLogger(DeadlineWatch.class);

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * A stream that waits for news all day is looked after less often.
	 */
	private static final long STREAMS_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final Set<BoundedCall> calls = ConcurrentHashMap.newKeySet();

	/**
	 * Calls that have no deadline and end with their session only.
	 */
	private final Set<BoundedCall> streams = ConcurrentHashMap.newKeySet();

	private final Set<Drain> drains = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final DaemonTimer timer = new DaemonTimer("sessions-deadline");

	private DeadlineWatch() {
	}

	void add(BoundedCall call) {
		this.calls.add(call);
		if (call.state().isClosed()) {
			cancel(call, Cancellation.CLOSED);
		}
		tickSoon();
	}

	void add(Drain drain) {
		this.drains.add(drain);
		tickSoon();
	}

	void remove(Drain drain) {
		this.drains.remove(drain);
	}

	private void tickSoon() {
		if (!this.ticking.get()) {
			tickLater(TICK_NANOS);
		}
	}

	/**
	 * From now on a call has no deadline.
	 */
	void unbound(BoundedCall call) {
		this.streams.add(call);
		this.calls.remove(call);
		if (call.state().isClosed()) {
			cancel(call, Cancellation.CLOSED);
		}
	}

	void remove(BoundedCall call) {
		this.calls.remove(call);
		if (call.options().streaming()) {
			this.streams.remove(call);
		}
	}

	/**
	 * Whether a call of a transport runs.
	 */
	boolean isBusy(Transport transport) {
		return this.calls.stream().anyMatch((call) -> call.transport() == transport)
				|| this.streams.stream().anyMatch((call) -> call.transport() == transport);
	}

	void cancelClosed() {
		cancelClosed(this.calls);
		cancelClosed(this.streams);
	}

	private void cancelClosed(Set<BoundedCall> running) {
		for (BoundedCall call : running) {
			if (call.state().isClosed()) {
				cancel(call, Cancellation.CLOSED);
			}
		}
	}

	/**
	 * End a call.
	 */
	void cancel(BoundedCall call, Cancellation reason) {
		remove(call);
		try {
			call.cancel(reason);
		}
		catch (RuntimeException ex) {
			logger.warn("A call could not be cancelled ({})", reason, ex);
		}
	}

	private void tickLater(long nanos) {
		if (this.ticking.compareAndSet(false, true)) {
			this.timer.after(nanos, this::tick);
		}
	}

	private void tick() {
		long now = System.nanoTime();
		for (BoundedCall call : this.calls) {
			if (call.isExpired(now)) {
				cancel(call, Cancellation.TIMEOUT);
			}
		}
		for (Drain drain : this.drains) {
			if (drain.isExpired(now)) {
				remove(drain);
				drain.cancel();
			}
		}
		cancelInterrupted(this.calls);
		cancelInterrupted(this.streams);
		this.ticking.set(false);
		if (!this.calls.isEmpty() || !this.drains.isEmpty()) {
			tickLater(TICK_NANOS);
		}
		else if (!this.streams.isEmpty()) {
			tickLater(STREAMS_TICK_NANOS);
		}
	}

	private void cancelInterrupted(Set<BoundedCall> running) {
		for (BoundedCall call : running) {
			if (call.isInterrupted()) {
				cancel(call, Cancellation.INTERRUPTED);
			}
		}
	}

}
