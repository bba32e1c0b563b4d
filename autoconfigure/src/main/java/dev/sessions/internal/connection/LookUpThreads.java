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
 * The threads that look names up, of which there are never more than a fixed number. What
 * the system does to find a name can neither be bounded nor interrupted, so names that
 * hang would take any number of threads otherwise. Look-ups beyond the bounds wait for a
 * thread in the order in which they came, and those that no call waits for any more never
 * begin. No pool may have all threads, so the names of one session leave some for those
 * of others; and some of the threads are for names that have had an address before, so
 * names that never answer leave these to the ones that do. Thread-safe.
 */
final class LookUpThreads {

	static final LookUpThreads SHARED = new LookUpThreads(128, 32, (task) -> DaemonThread.start("sessions-dns", task));

	private final int max;

	private final int maxOfPool;

	private final Executor threads;

	private final Set<LookUp> queue = new LinkedHashSet<>();

	private int running;

	/**
	 * The threads of all pools.
	 * @param max how many there may be
	 * @param maxOfPool how many of them one pool may have
	 * @param threads starts one for a task
	 */
	LookUpThreads(int max, int maxOfPool, Executor threads) {
		this.max = max;
		this.maxOfPool = maxOfPool;
		this.threads = threads;
	}

	/**
	 * Wait for a look-up of a name, with all others that do. It is begun if there is none
	 * yet, as soon as there is a thread.
	 * @param owner the look-ups of the pool
	 * @param host the name
	 * @param port the port
	 * @return the look-up, which the same thread {@linkplain #leave leaves}
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
	 * Wait no longer.
	 * @param lookUp the look-up
	 * @return whether it has begun
	 */
	synchronized boolean leave(LookUp lookUp) {
		if (lookUp.leave() && this.queue.remove(lookUp)) {
			lookUp.owner().forget(lookUp);
		}
		return lookUp.hasBegun();
	}

	/**
	 * A name that is new to its pool gets three threads of four at most.
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
				// or all that ask for this name would wait in vain from now on
				begun.fail(ex);
				next = end(begun);
			}
		}
	}

	/**
	 * Look names up until none is left that waits for a thread.
	 */
	private void run(LookUp first) {
		for (LookUp next = first; next != null; next = end(next)) {
			next.run(next.owner().resolver());
		}
	}

	/**
	 * A look-up has ended. A call that asks for the name from now on looks it up anew.
	 * @return the next one, which has begun, or {@code null} if there is none
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
