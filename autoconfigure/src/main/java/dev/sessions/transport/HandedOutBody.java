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

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that is with a caller who may forget it instead of closing it. When nobody can
 * reach it any more, its connection is closed. Found by looking and without a thread that
 * waits, as a thread of a reference queue would never end.
 */
final class HandedOutBody extends PhantomReference<Object> {

	private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

	private static final Set<HandedOutBody> bodies = ConcurrentHashMap.newKeySet();

	private static final AtomicBoolean looking = new AtomicBoolean();

	private final ExchangeContext call;

	private final WatchedLease lease;

	private HandedOutBody(Object body, ExchangeContext call, WatchedLease lease) {
		super(body, forgotten);
		this.call = call;
		this.lease = lease;
	}

	/**
	 * Look after a body.
	 * @param body can be reached as long as anybody can close it, and cannot by the call
	 * @param call the call that it ends
	 * @param lease its connection
	 */
	static void watch(Object body, ExchangeContext call, WatchedLease lease) {
		HandedOutBody handedOut = new HandedOutBody(body, call, lease);
		bodies.add(handedOut);
		lease.handedOut(handedOut);
		if (!lease.isHeld()) {
			handedOut.forget();
		}
		lookLater();
	}

	/**
	 * It has ended.
	 */
	void forget() {
		bodies.remove(this);
	}

	private static void lookLater() {
		if (looking.compareAndSet(false, true)) {
			LeaseWatch.timer.after(PERIOD_NANOS, HandedOutBody::look);
		}
	}

	private static void look() {
		for (Reference<?> next = forgotten.poll(); next != null; next = forgotten.poll()) {
			if (next instanceof HandedOutBody body && bodies.remove(body)) {
				body.abandoned();
			}
		}
		bodies.removeIf((body) -> !body.lease.isHeld());
		looking.set(false);
		if (!bodies.isEmpty()) {
			lookLater();
		}
	}

	private void abandoned() {
		if (this.lease.isHeld()) {
			DeadlineWatch.SHARED.cancel(this.call, Cancellation.ABANDONED);
			this.lease.abandoned();
		}
	}

}
