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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.sessions.internal.concurrent.RepeatedLook;
import dev.sessions.internal.concurrent.SharedTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the calls whose time is over, and those whose thread was interrupted: a read
 * from a socket would not notice. One for all sessions: a call is put into a set and
 * taken out again, and while there are calls, one thread looks through the set. So a call
 * that ends in time costs an entry in a map and no timer.
 */
public final class DeadlineEnforcer {

	/**
	 * The watch over the calls of all sessions.
	 */
	public static final DeadlineEnforcer SHARED = new DeadlineEnforcer(SharedTimer.INSTANCE);

	private static final Logger logger = LoggerFactory.getLogger(DeadlineEnforcer.class);

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

	private final RepeatedLook look;

	DeadlineEnforcer(SharedTimer timer) {
		this.look = new RepeatedLook(timer, TICK_NANOS, this::look, this::nextNanos);
	}

	void add(BoundedCall call) {
		if (this.calls.add(call)) {
			call.state().began();
		}
		if (call.state().isClosed()) {
			cancel(call, Cancellation.CLOSED);
		}
		this.look.soon(call.startNanos());
	}

	/**
	 * From now on a call has no deadline. One that another thread has cancelled is over.
	 */
	void unbound(BoundedCall call) {
		this.streams.add(call);
		if (!this.calls.remove(call)) {
			this.streams.remove(call);
		}
		if (call.state().isClosed()) {
			cancel(call, Cancellation.CLOSED);
		}
	}

	/**
	 * The call is over. It may be so already.
	 */
	void remove(BoundedCall call) {
		boolean removed = this.calls.remove(call);
		if (call.options().streaming()) {
			removed |= this.streams.remove(call);
		}
		if (removed) {
			call.state().ended();
		}
	}

	/**
	 * Whether a call of certain clients runs.
	 * @param owners whether a client is one of them
	 * @return whether one does
	 */
	public boolean isBusy(Predicate<CallOwner> owners) {
		return Stream.of(this.calls, this.streams).flatMap(Set::stream).anyMatch((call) -> owners.test(call.owner()));
	}

	void cancelClosed() {
		cancelAll((call) -> call.state().isClosed(), Cancellation.CLOSED);
	}

	private void cancelAll(Predicate<BoundedCall> which, Cancellation reason) {
		for (Set<BoundedCall> running : List.of(this.calls, this.streams)) {
			for (BoundedCall call : running) {
				if (which.test(call)) {
					cancel(call, reason);
				}
			}
		}
	}

	/**
	 * Return how long a call may wait without passing its deadline.
	 */
	long longestWait(BoundedCall call, long nanos) {
		return this.calls.contains(call) ? Math.max(1, Math.min(nanos, call.nanosLeft())) : nanos;
	}

	/**
	 * End a call if its deadline has passed.
	 */
	void enforce(BoundedCall call) {
		if (call.isExpired() && this.calls.contains(call)) {
			cancel(call, Cancellation.TIMEOUT);
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
		catch (RuntimeException | Error ex) {
			logger.warn("A call could not be cancelled ({})", reason, ex);
		}
	}

	private void look() {
		this.calls.forEach(this::enforce);
		cancelAll(BoundedCall::isInterrupted, Cancellation.INTERRUPTED);
	}

	private long nextNanos() {
		if (this.calls.isEmpty()) {
			return this.streams.isEmpty() ? RepeatedLook.NONE : STREAMS_TICK_NANOS;
		}
		return TICK_NANOS;
	}

}
