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
import java.util.function.Supplier;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Code of the application that a call waits for. Cancelling the call interrupts the
 * thread that runs it, which is the only way to end it.
 */
public final class CallerCode implements Cancellable {

	private final WaitInterrupter interrupter;

	private volatile boolean cancelled;

	private CallerCode(WaitScope call) {
		this.interrupter = new WaitInterrupter(call);
	}

	/**
	 * Run the code, before the call has a connection.
	 * @param <T> the type of the result
	 * @param call the call
	 * @param code the code
	 * @return its result
	 * @throws InterruptedIOException if the call was cancelled while the code ran
	 */
	public static <T> T run(WaitScope call, Supplier<T> code) throws InterruptedIOException {
		CallerCode running = new CallerCode(call);
		running.interrupter.begin();
		call.cancelWith(running);
		try {
			T result = code.get();
			running.requireRunning();
			return result;
		}
		catch (RuntimeException ex) {
			running.requireRunning();
			throw ex;
		}
		finally {
			running.interrupter.end();
		}
	}

	private void requireRunning() throws InterruptedIOException {
		if (this.cancelled) {
			throw new InterruptedIOException("cancelled while code of the application ran");
		}
	}

	@Override
	public boolean cancel() {
		this.cancelled = true;
		this.interrupter.interrupt();
		return true;
	}

}
