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

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.sessions.internal.concurrent.CallWaits;
import dev.sessions.internal.concurrent.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The waits of a call, created at the first wait. Confined to the thread of the call;
 * only {@link #wake} is called from other threads.
 */
final class CancellableWaits implements CallWaits {

	private final BoundedCall call;

	private volatile @Nullable Thread waiting;

	/**
	 * The credential or permit being waited for.
	 */
	private @Nullable String awaited;

	private @Nullable String address;

	private long nanos;

	CancellableWaits(BoundedCall call) {
		this.call = call;
	}

	@Override
	public void await(CompletableFuture<?> pending, String description) throws InterruptedIOException {
		wakeAfter(pending);
		await(Long.MAX_VALUE, pending::isDone, description);
	}

	@Override
	public void await(long nanos, String permit) throws InterruptedIOException {
		await(nanos, () -> false, permit);
	}

	private void await(long nanos, BooleanSupplier over, String description) throws InterruptedIOException {
		long begin = this.call.time().nanoTime();
		this.awaited = description;
		park(nanos, over, "for " + description);
		this.awaited = null;
		this.nanos += this.call.time().nanoTime() - begin;
	}

	@Override
	public void awaitAddress(BooleanSupplier arrived, long nanos, String description) throws InterruptedIOException {
		this.address = description;
		park(nanos, arrived, "for " + description);
		this.address = null;
	}

	@Override
	public void pause(long nanos) throws InterruptedIOException {
		park(nanos, () -> false, "to try again");
	}

	@Override
	public void awaiting(@Nullable String permit) {
		this.awaited = permit;
	}

	/**
	 * Whether the call is waiting for a credential or a permit, or failed to obtain one.
	 */
	boolean isAwaiting() {
		return this.awaited != null;
	}

	/**
	 * A description of the resource that the call is waiting for or failed to obtain.
	 */
	@Nullable String awaited() {
		return (this.awaited != null) ? this.awaited : this.address;
	}

	/**
	 * The total time spent waiting for credentials and permits, in nanoseconds.
	 */
	long nanos() {
		return this.nanos;
	}

	/**
	 * Wakes the waiting thread after a cancellation.
	 */
	void wake() {
		Thread thread = this.waiting;
		if (thread != null) {
			LockSupport.unpark(thread);
		}
	}

	private static void wakeAfter(CompletableFuture<?> future) {
		Thread caller = Thread.currentThread();
		CompletableFuture<?> unused = future.whenComplete((result, failure) -> LockSupport.unpark(caller));
	}

	private void park(long nanos, BooleanSupplier over, String purpose) throws InterruptedIOException {
		TimeSource time = this.call.time();
		long end = time.nanoTime() + nanos;
		this.waiting = Thread.currentThread();
		try {
			for (long left = nanos; left > 0 && !this.call.isCancelled()
					&& !over.getAsBoolean(); left = end - time.nanoTime()) {
				time.parkNanos(this.call,
						(nanos != Long.MAX_VALUE) ? DeadlineEnforcer.SHARED.longestWait(this.call, left) : nanos);
				DeadlineEnforcer.SHARED.enforce(this.call);
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException("interrupted while waiting " + purpose);
				}
			}
		}
		finally {
			this.waiting = null;
		}
		if (this.call.isCancelled()) {
			throw new InterruptedIOException("cancelled while waiting " + purpose);
		}
	}

}
