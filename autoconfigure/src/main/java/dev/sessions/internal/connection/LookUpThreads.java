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

package dev.sessions.internal.connection;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

import dev.sessions.internal.concurrent.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * The threads for host name lookups, limited to a fixed number. A system lookup can be
 * neither bounded nor interrupted, so hanging lookups would otherwise occupy any number
 * of threads. Lookups beyond the limits are queued in the order of their arrival, and are
 * dropped when no call waits for them any more. Each pool is limited to a part of the
 * threads, which leaves some to other sessions. Some threads are reserved for names that
 * have been resolved before, so that hanging names do not block them. Thread-safe.
 */
final class LookUpThreads {

	static final LookUpThreads SHARED = new LookUpThreads(128, 32, (task) -> DaemonThread.start("sessions-dns", task));

	private final int max;

	private final int maxOfPool;

	private final Executor threads;

	private final Set<LookUp> queue = new LinkedHashSet<>();

	private int running;

	/**
	 * Create the threads.
	 * @param max the limit of all pools
	 * @param maxOfPool the limit of one pool
	 * @param threads the executor that starts a thread for each task
	 */
	LookUpThreads(int max, int maxOfPool, Executor threads) {
		this.max = max;
		this.maxOfPool = maxOfPool;
		this.threads = threads;
	}

	/**
	 * Join the lookup of a host name. If there is none yet, it is started as soon as a
	 * thread is available.
	 * @param owner the lookups of the pool
	 * @param host the host name
	 * @param port the port
	 * @return the lookup, which the same thread must {@linkplain #leave leave}
	 */
	LookUp join(LookUps owner, String host, int port) {
		LookUp lookUp;
		boolean first;
		synchronized (this) {
			lookUp = owner.find(host, port);
			lookUp.join();
			first = !lookUp.hasBegun() && !this.queue.contains(lookUp) && admits(lookUp);
			if (first) {
				begin(lookUp);
			}
			else if (!lookUp.hasBegun()) {
				this.queue.add(lookUp);
			}
		}
		if (first) {
			start(lookUp);
		}
		return lookUp;
	}

	/**
	 * Leave a lookup.
	 * @param lookUp the lookup
	 * @return whether the lookup has begun
	 */
	synchronized boolean leave(LookUp lookUp) {
		if (lookUp.leave() && this.queue.remove(lookUp)) {
			lookUp.owner().forget(lookUp);
		}
		return lookUp.hasBegun();
	}

	/**
	 * Whether a thread is available for a lookup. Names new to their pool may use at most
	 * three quarters of the threads.
	 */
	private boolean admits(LookUp lookUp) {
		LookUps owner = lookUp.owner();
		boolean known = owner.isKnown(lookUp.host());
		return this.running < (known ? this.max : this.max * 3 / 4)
				&& owner.running() < (known ? this.maxOfPool : this.maxOfPool * 3 / 4);
	}

	private void begin(LookUp lookUp) {
		lookUp.begin();
		lookUp.owner().begun();
		this.running++;
	}

	private void start(LookUp first) {
		for (LookUp next = first; next != null;) {
			LookUp begun = next;
			try {
				this.threads.execute(() -> run(begun));
				return;
			}
			catch (RuntimeException | Error ex) {
				// otherwise all later calls for this name would join a lookup that never
				// ends
				begun.fail(ex);
				next = end(begun);
			}
		}
	}

	/**
	 * Runs a lookup, and then queued ones until none can be started.
	 */
	private void run(LookUp first) {
		for (LookUp next = first; next != null; next = end(next)) {
			next.run(next.owner().resolver());
		}
	}

	/**
	 * Ends a lookup. Later calls for its name start a new one.
	 * @return the next queued lookup, already begun, or {@code null} if there is none
	 */
	private @Nullable LookUp end(LookUp lookUp) {
		try {
			return next(lookUp);
		}
		finally {
			lookUp.end();
		}
	}

	private synchronized @Nullable LookUp next(LookUp ended) {
		this.running--;
		ended.owner().ended(ended);
		for (Iterator<LookUp> waiting = this.queue.iterator(); waiting.hasNext();) {
			LookUp next = waiting.next();
			if (admits(next)) {
				waiting.remove();
				begin(next);
				return next;
			}
		}
		return null;
	}

}
