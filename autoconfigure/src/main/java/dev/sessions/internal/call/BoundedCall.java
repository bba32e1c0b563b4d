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
 * A call that ends, whatever it does by then: in time, with its session, or when its
 * thread was interrupted. So the policies that wait do so here. Belongs to the thread
 * that makes the call; only {@link #cancel} comes from another one.
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

	/**
	 * The client that the call began with.
	 */
	final CallOwner owner() {
		return this.owner;
	}

	/**
	 * The request that the call began with.
	 * @return the request, before redirects
	 */
	public final ExchangeRequest request() {
		return this.request;
	}

	/**
	 * Let the call begin now. Simulated time may have jumped since the call was created,
	 * while only other calls were running. Must be called before the call is bounded.
	 */
	public final void restart() {
		long total = this.deadlineNanos - this.startNanos;
		this.startNanos = this.time.nanoTime();
		this.deadlineNanos = this.startNanos + total;
	}

	/**
	 * The time since the call began, or the first of those that it continues.
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
	 * Where its time was over while the server had to answer, that is the server's fault.
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
	 * What the call waited for in vain.
	 * @return a description of the credential, permit or address, or {@code null} if it
	 * was none
	 */
	public final @Nullable String awaited() {
		CancellableWaits current = this.waits;
		return (current != null) ? current.awaited() : null;
	}

	/**
	 * Only the thread of the call creates them, so they are not created twice.
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
	 * The response is with the caller: from now on the end of its body is the end of the
	 * call.
	 */
	void returned() {
		this.returned = true;
	}

	/**
	 * The body is with the caller, too, and may be read in another thread.
	 */
	public void handedOut() {
		this.caller = null;
	}

	/**
	 * A connection went back to the pool, or an adapter's body ended.
	 */
	@Override
	public void released() {
		if (this.returned) {
			DeadlineEnforcer.SHARED.remove(this);
		}
	}

	@Override
	public void cancelWith(Cancellable cancellable) {
		this.request.setDependency(cancellable);
	}

	/**
	 * The body of the request is being sent.
	 * @param body the body, or {@code null} when it is not sent any more
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
	 * Why the call was cancelled. Once this returns, the connection is out of the pool.
	 * @return the reason, or {@code null} if it was not
	 */
	public final @Nullable Cancellation cancellation() {
		CancellationResult call = this.cancelled;
		return (call != null) ? call.reason() : null;
	}

}
