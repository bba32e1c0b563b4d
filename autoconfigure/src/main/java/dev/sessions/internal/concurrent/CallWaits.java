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

package dev.sessions.internal.concurrent;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The waits of one call for anything but the response of its server. Each wait ends with
 * the call: at its deadline, when the session closes, or when its thread is interrupted.
 */
public interface CallWaits {

	/**
	 * Wait for the result of another thread, such as a credential.
	 * @param pending the pending result
	 * @param description a description of the result, for timeout messages
	 * @throws InterruptedIOException if the thread is interrupted or the call ends
	 */
	void await(CompletableFuture<?> pending, String description) throws InterruptedIOException;

	/**
	 * Wait for a permit that is available after a known time.
	 * @param nanos the time in nanoseconds
	 * @param permit a description of the permit, for timeout messages
	 * @throws InterruptedIOException if the thread is interrupted or the call ends
	 */
	void await(long nanos, String permit) throws InterruptedIOException;

	/**
	 * Notify the call of a wait for a permit outside this object.
	 * @param permit a description of the permit, for timeout messages, or {@code null}
	 * when the wait has ended
	 */
	void awaiting(@Nullable String permit);

	/**
	 * Wait for a host name lookup. Unlike the wait for a credential, it counts as part of
	 * the server's response time.
	 * @param arrived whether the lookup is complete, upon which the thread is unparked
	 * @param nanos the maximum time to wait, in nanoseconds
	 * @param description a description of the address, for timeout messages
	 * @throws InterruptedIOException if the thread is interrupted or the call ends
	 */
	void awaitAddress(BooleanSupplier arrived, long nanos, String description) throws InterruptedIOException;

	/**
	 * Wait before the next attempt.
	 * @param nanos the time in nanoseconds
	 * @throws InterruptedIOException if the thread is interrupted or the call ends
	 */
	void pause(long nanos) throws InterruptedIOException;

}
