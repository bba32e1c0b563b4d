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

package dev.sessions.internal.resilience;

import java.io.InterruptedIOException;

import dev.sessions.internal.concurrent.WaitInterrupter;
import io.github.resilience4j.bulkhead.Bulkhead;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * A wait for a bulkhead. Only an interrupt can end it, so cancelling the call interrupts
 * its thread.
 */
final class BulkheadWait implements Cancellable {

	private final WaitInterrupter interrupter;

	private volatile boolean cancelled;

	private BulkheadWait(ResilienceScope call) {
		this.interrupter = new WaitInterrupter(call);
	}

	static BulkheadWait of(ResilienceScope call) {
		BulkheadWait wait = new BulkheadWait(call);
		wait.interrupter.begin();
		call.cancelWith(wait);
		return wait;
	}

	/**
	 * Wait for a place, at most for the bulkhead's maximum wait.
	 * @param bulkhead the bulkhead
	 * @return whether a place was acquired
	 * @throws InterruptedIOException if the call is cancelled
	 */
	boolean enter(Bulkhead bulkhead) throws InterruptedIOException {
		boolean entered = bulkhead.tryAcquirePermission();
		this.interrupter.end();
		if (this.cancelled) {
			if (entered) {
				bulkhead.releasePermission();
			}
			throw new InterruptedIOException("cancelled while waiting for the bulkhead");
		}
		return entered;
	}

	@Override
	public boolean cancel() {
		this.cancelled = true;
		this.interrupter.interrupt();
		return true;
	}

}
