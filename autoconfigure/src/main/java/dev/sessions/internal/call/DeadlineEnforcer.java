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
 * Cancels calls whose deadline has passed or whose thread was interrupted, which a
 * blocking socket read does not notice. One instance serves all sessions: running calls
 * are kept in a set, and while it is not empty, one thread checks it periodically. A call
 * that ends in time thus costs a map entry and no timer.
 */
public final class DeadlineEnforcer {

	/**
	 * The enforcer for the calls of all sessions.
	 */
	public static final DeadlineEnforcer SHARED = new DeadlineEnforcer(SharedTimer.INSTANCE);

	private static final Logger logger = LoggerFactory.getLogger(DeadlineEnforcer.class);

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * The longer interval while only streams without a deadline are running.
	 */
	private static final long STREAMS_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final Set<BoundedCall> calls = ConcurrentHashMap.newKeySet();

	/**
	 * Streaming calls, which have no deadline and are cancelled only when the session
	 * closes or the thread is interrupted.
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
	 * Removes the deadline of a call. Has no effect on a call that another thread has
	 * already cancelled.
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
	 * Removes a call that has ended. Does nothing if it was removed before.
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
	 * Whether any call of the given clients is running.
	 * @param owners the predicate that selects the clients
	 * @return whether a call is running
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
	 * Returns the given wait, limited to the time left until the deadline, in
	 * nanoseconds.
	 */
	long longestWait(BoundedCall call, long nanos) {
		return this.calls.contains(call) ? Math.max(1, Math.min(nanos, call.nanosLeft())) : nanos;
	}

	/**
	 * Cancels a call if its deadline has passed.
	 */
	void enforce(BoundedCall call) {
		if (call.isExpired() && this.calls.contains(call)) {
			cancel(call, Cancellation.TIMEOUT);
		}
	}

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
