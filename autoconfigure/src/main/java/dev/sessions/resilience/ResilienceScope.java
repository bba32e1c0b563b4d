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

package dev.sessions.resilience;

import java.io.InterruptedIOException;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * What the context of a call says about its waits and its end, and what it is told.
 */
public interface ResilienceScope {

	/**
	 * Wait for a permit.
	 * @param nanos the time in nanoseconds
	 * @param permit what is waited for, in words
	 * @throws InterruptedIOException if the thread was interrupted, the session closed or
	 * the time of the call over meanwhile
	 */
	void awaitPermit(long nanos, String permit) throws InterruptedIOException;

	/**
	 * Tell what the call waits for by itself.
	 * @param permit what is waited for, in words, or {@code null} when it waits no more
	 */
	void awaiting(@Nullable String permit);

	/**
	 * The time that the call has waited for permits and credentials so far.
	 * @return the time in nanoseconds
	 */
	long waitedNanos();

	/**
	 * Whether the call was ended through no fault of the server: interrupted, or with its
	 * session, or while it waited for a permit or a credential.
	 * @return whether it was
	 */
	boolean isAbandoned();

	/**
	 * Tell what ends a wait when the call is cancelled.
	 * @param cancellable ends it, from another thread
	 */
	void cancelWith(Cancellable cancellable);

}
