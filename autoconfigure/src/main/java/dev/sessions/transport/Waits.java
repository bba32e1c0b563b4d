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

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What a call waits for other than its server's answer: a credential, a permit, an
 * address, the next attempt. Each wait ends with the call. Made when a call waits for the
 * first time, as most never do. Belongs to the thread of the call; only {@link #wake}
 * comes from another one.
 */
final class Waits {

	private final BoundedCall call;

	private volatile @Nullable Thread waiting;

	/**
	 * A credential or a permit.
	 */
	private @Nullable String awaited;

	private @Nullable String address;

	private long nanos;

	Waits(BoundedCall call) {
		this.call = call;
	}

	/**
	 * Wait for what another thread gets and is not the server's to give.
	 */
	void await(CompletableFuture<?> credential, String description) throws InterruptedIOException {
		wakeAfter(credential);
		await(Long.MAX_VALUE, credential::isDone, description);
	}

	/**
	 * Wait for what comes with time.
	 */
	void await(long nanos, String permit) throws InterruptedIOException {
		await(nanos, () -> false, permit);
	}

	private void await(long nanos, BooleanSupplier over, String description) throws InterruptedIOException {
		long begin = System.nanoTime();
		this.awaited = description;
		park(nanos, over, "for " + description);
		this.awaited = null;
		this.nanos += System.nanoTime() - begin;
	}

	/**
	 * Wait for an address, which is part of what a server takes to answer.
	 */
	void awaitAddress(CompletableFuture<?> address, long nanos, String description) throws InterruptedIOException {
		this.address = description;
		wakeAfter(address);
		park(nanos, address::isDone, "for " + description);
		this.address = null;
	}

	/**
	 * Wait before the next attempt.
	 */
	void pause(long nanos) throws InterruptedIOException {
		park(nanos, () -> false, "to try again");
	}

	/**
	 * Somebody else does the waiting.
	 * @param permit what is waited for, or {@code null} when nothing is any more
	 */
	void awaiting(@Nullable String permit) {
		this.awaited = permit;
	}

	/**
	 * Whether the call waits, or waited in vain, for a credential or a permit.
	 */
	boolean isAwaiting() {
		return this.awaited != null;
	}

	/**
	 * What the call waits for, or waited for in vain.
	 */
	@Nullable String awaited() {
		return (this.awaited != null) ? this.awaited : this.address;
	}

	/**
	 * How long the call has waited for credentials and permits.
	 */
	long nanos() {
		return this.nanos;
	}

	/**
	 * The call was cancelled.
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
		long end = System.nanoTime() + nanos;
		this.waiting = Thread.currentThread();
		try {
			for (long left = nanos; left > 0 && !this.call.isCancelled()
					&& !over.getAsBoolean(); left = end - System.nanoTime()) {
				LockSupport.parkNanos(this.call, left);
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
