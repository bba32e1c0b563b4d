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

import dev.sessions.internal.adapter.AdapterScope;
import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.concurrent.CallWaits;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.resilience.ResilienceScope;
import dev.sessions.internal.retry.RetryScope;
import dev.sessions.internal.shared.SharedSession;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The bounded part of a call: its deadline, its waits and its cancellation. A call is
 * cancelled when its deadline passes, its session closes or its thread is interrupted.
 * Policies therefore wait through {@link #waits}. Confined to the thread of the call;
 * only {@link #cancel} is called from other threads.
 */
public abstract class BoundedCall extends HttpClientContext
		implements AdapterScope, AuthScope, ResilienceScope, RetryScope {

	private final CallOwner owner;

	private final ExchangeRequest request;

	private final ExchangeOptions options;

	private final TimeSource time;

	private long startNanos;

	private long deadlineNanos;

	private @Nullable Thread caller = Thread.currentThread();

	private boolean returned;

	private boolean renewalClaimed;

	private volatile @Nullable CancellableWaits waits;

	private volatile @Nullable CancellationResult cancelled;

	private volatile @Nullable SentBody sending;

	private volatile @Nullable Cancellable wait;

	BoundedCall(CallOwner owner, ExchangeRequest request, ExchangeOptions options, long defaultTotalNanos,
			@Nullable HttpContext parent) {
		super(parent);
		this.time = owner.time();
		this.startNanos = this.time.nanoTime();
		this.owner = owner;
		this.request = request;
		this.options = options;
		Long total = options.timeoutNanos();
		this.deadlineNanos = this.startNanos + ((total != null) ? total : defaultTotalNanos);
	}

	@Override
	public final TimeSource time() {
		return this.time;
	}

	/**
	 * The state of the session.
	 * @return the state
	 */
	public final SessionState state() {
		return this.owner.state();
	}

	final ExchangeOptions options() {
		return this.options;
	}

	final CallOwner owner() {
		return this.owner;
	}

	/**
	 * The request that started the call.
	 * @return the request, before redirects
	 */
	public final ExchangeRequest request() {
		return this.request;
	}

	/**
	 * Resets the start of the call to the present time, and moves the deadline
	 * accordingly. Simulated time may have advanced since the call was created. Must be
	 * called before the call is registered with the {@link DeadlineEnforcer}.
	 */
	public final void restart() {
		long total = this.deadlineNanos - this.startNanos;
		this.startNanos = this.time.nanoTime();
		this.deadlineNanos = this.startNanos + total;
	}

	/**
	 * The time since the start of the call, including the time of the earlier calls that
	 * it continues.
	 * @return the time in nanoseconds
	 */
	public final long elapsedNanos() {
		EarlierCalls earlier = this.options.earlier();
		return this.time.nanoTime() - this.startNanos + ((earlier != null) ? earlier.nanos() : 0);
	}

	@Override
	public long nanosLeft() {
		return this.deadlineNanos - this.time.nanoTime();
	}

	long startNanos() {
		return this.startNanos;
	}

	boolean isExpired() {
		return nanosLeft() <= 0;
	}

	@Override
	public final @Nullable SharedSession shared() {
		return this.owner.shared();
	}

	@Override
	public boolean isSessionClosed() {
		return state().isClosed();
	}

	boolean isInterrupted() {
		Thread thread = this.caller;
		return thread != null && thread.isInterrupted();
	}

	/**
	 * A timeout while the server has to respond does not count: it is a failure of the
	 * server.
	 */
	@Override
	public boolean isAbandoned() {
		CancellableWaits current = this.waits;
		Cancellation cancellation = cancellation();
		return (current != null && current.isAwaiting()) || isInterrupted() || isSessionClosed()
				|| (cancellation != null && cancellation != Cancellation.TIMEOUT);
	}

	@Override
	public boolean claimRenewal() {
		boolean first = !this.renewalClaimed;
		this.renewalClaimed = true;
		return first;
	}

	@Override
	public long waitedNanos() {
		CancellableWaits current = this.waits;
		return (current != null) ? current.nanos() : 0;
	}

	/**
	 * The resource that the call failed to obtain in time.
	 * @return a description of the credential, permit or address, or {@code null} if
	 * there is none
	 */
	public final @Nullable String awaited() {
		CancellableWaits current = this.waits;
		return (current != null) ? current.awaited() : null;
	}

	/**
	 * Creates the waits lazily. Only the thread of the call does so, hence without a
	 * race.
	 */
	@Override
	public final CallWaits waits() {
		CancellableWaits current = this.waits;
		if (current == null) {
			current = new CancellableWaits(this);
			this.waits = current;
		}
		return current;
	}

	/**
	 * Marks the response as returned. From now on the call ends with its response body.
	 */
	void returned() {
		this.returned = true;
	}

	/**
	 * Stops monitoring the calling thread for interruption, as another thread may read
	 * the body.
	 */
	public void handedOut() {
		this.caller = null;
	}

	/**
	 * Ends the call if its response was returned. Called when a connection has been
	 * released to the pool or the body of an adapter has ended.
	 */
	@Override
	public void released() {
		if (this.returned) {
			DeadlineEnforcer.SHARED.remove(this);
		}
	}

	@Override
	public void cancelWith(Cancellable cancellable) {
		this.wait = cancellable;
		if (isCancelled()) {
			cancellable.cancel();
		}
	}

	/**
	 * Sets the request body that a cancellation interrupts.
	 * @param body the body being sent, or {@code null} if none is
	 */
	void sending(@Nullable SentBody body) {
		this.sending = body;
	}

	void cancel(Cancellation reason) {
		CancellationResult call = new CancellationResult(reason);
		this.cancelled = call;
		try {
			this.request.cancel();
		}
		finally {
			call.done();
		}
		SentBody body = this.sending;
		if (body != null) {
			body.cancel();
		}
		Cancellable wait = this.wait;
		if (wait != null) {
			wait.cancel();
		}
		CancellableWaits current = this.waits;
		if (current != null) {
			current.wake();
		}
	}

	public boolean isCancelled() {
		return this.cancelled != null;
	}

	@Override
	public boolean wasInterrupted() {
		CancellationResult call = this.cancelled;
		return call != null && call.isInterruption();
	}

	/**
	 * The reason for the cancellation. Waits until the cancellation is complete and the
	 * connection has left the pool.
	 * @return the reason, or {@code null} if the call was not cancelled
	 */
	public final @Nullable Cancellation cancellation() {
		CancellationResult call = this.cancelled;
		return (call != null) ? call.reason() : null;
	}

}
