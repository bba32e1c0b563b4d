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

import dev.sessions.adapter.AdapterScope;
import dev.sessions.auth.AuthScope;
import dev.sessions.resilience.ResilienceScope;
import dev.sessions.retry.RetryScope;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A call that ends, whatever it does by then: in time, with its session, or when its
 * thread was interrupted. So the policies that wait do so here. Belongs to the thread
 * that makes the call; only {@link #cancel} comes from another one.
 */
abstract class BoundedCall extends HttpClientContext implements AdapterScope, AuthScope, ResilienceScope, RetryScope {

	private final SessionState state;

	private final ExchangeOptions options;

	private final long startNanos = System.nanoTime();

	private @Nullable Thread caller = Thread.currentThread();

	private long deadlineNanos;

	private boolean returned;

	private @Nullable ExchangeRequest request;

	private @Nullable Transport transport;

	private volatile @Nullable Waits waits;

	private volatile @Nullable CancelledCall cancelled;

	BoundedCall(SessionState state, ExchangeOptions options, @Nullable HttpContext parent) {
		super(parent);
		this.state = state;
		this.options = options;
	}

	final SessionState state() {
		return this.state;
	}

	final ExchangeOptions options() {
		return this.options;
	}

	/**
	 * What the call goes over.
	 * @return the transport, or {@code null} before the call has begun
	 */
	final @Nullable Transport transport() {
		return this.transport;
	}

	/**
	 * What the call began with.
	 * @return the request, or {@code null} before the call has begun
	 */
	final @Nullable ExchangeRequest request() {
		return this.request;
	}

	void begin(ExchangeRequest request, long defaultTotalNanos, Transport transport) {
		this.request = request;
		this.transport = transport;
		Long own = this.options.timeoutNanos();
		this.deadlineNanos = this.startNanos + ((own != null) ? own : defaultTotalNanos);
	}

	/**
	 * The time since the call began.
	 * @return the time in nanoseconds
	 */
	long elapsedNanos() {
		return System.nanoTime() - this.startNanos;
	}

	@Override
	public long nanosLeft() {
		return this.deadlineNanos - System.nanoTime();
	}

	boolean isExpired(long now) {
		return now - this.deadlineNanos >= 0;
	}

	@Override
	public boolean isSessionClosed() {
		return this.state.isClosed();
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
		Waits current = this.waits;
		Cancellation cancellation = cancellation();
		return (current != null && current.isAwaiting()) || isInterrupted() || isSessionClosed()
				|| (cancellation != null && cancellation != Cancellation.TIMEOUT);
	}

	@Override
	public void await(CompletableFuture<?> credential, String description) throws InterruptedIOException {
		waits().await(credential, description);
	}

	@Override
	public void awaitPermit(long nanos, String permit) throws InterruptedIOException {
		waits().await(nanos, permit);
	}

	@Override
	public void awaiting(@Nullable String permit) {
		waits().awaiting(permit);
	}

	@Override
	public long waitedNanos() {
		Waits current = this.waits;
		return (current != null) ? current.nanos() : 0;
	}

	/**
	 * Wait for an address, but no longer than the call may take. Unlike a credential, it
	 * is part of what a server takes to answer.
	 * @param address what is to come
	 * @param nanos how long to wait, in nanoseconds
	 * @param description what it is, for whoever has waited in vain
	 * @return whether it has come
	 * @throws InterruptedIOException if the thread was interrupted, or the call is over
	 */
	boolean awaitAddress(CompletableFuture<?> address, long nanos, String description) throws InterruptedIOException {
		waits().awaitAddress(address, nanos, description);
		return address.isDone();
	}

	@Override
	public void pause(long nanos) throws InterruptedIOException {
		waits().pause(nanos);
	}

	/**
	 * What the call waited for in vain.
	 * @return a description of the credential, permit or address, or {@code null} if it
	 * was none
	 */
	@Nullable String awaited() {
		Waits current = this.waits;
		return (current != null) ? current.awaited() : null;
	}

	/**
	 * Made by the thread of the call alone, so it is not made twice.
	 */
	private Waits waits() {
		Waits current = this.waits;
		if (current == null) {
			current = new Waits(this);
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
	 * The body is with the caller, too, who may give it to another thread.
	 */
	void handedOut() {
		this.caller = null;
	}

	/**
	 * A connection went back to the pool, or an adapter's body ended.
	 */
	@Override
	public void released() {
		if (this.returned) {
			DeadlineWatch.SHARED.remove(this);
		}
	}

	@Override
	public void cancelWith(Cancellable cancellable) {
		if (this.request != null) {
			this.request.setDependency(cancellable);
		}
	}

	void cancel(Cancellation reason) {
		CancelledCall call = new CancelledCall(reason);
		this.cancelled = call;
		try {
			if (this.request != null) {
				this.request.cancel();
			}
		}
		finally {
			call.done();
		}
		Waits current = this.waits;
		if (current != null) {
			current.wake();
		}
	}

	boolean isCancelled() {
		return this.cancelled != null;
	}

	/**
	 * Why the call was cancelled. Once this is told, its connection is out of the pool.
	 * @return the reason, or {@code null} if it was not
	 */
	@Nullable Cancellation cancellation() {
		CancelledCall call = this.cancelled;
		return (call != null) ? call.reason() : null;
	}

}
