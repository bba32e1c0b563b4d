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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;

import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.concurrent.WaitInterrupter;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A request body whose sending ends with its call. The body may read an application
 * stream that blocks, and closing the connection does not end such a read. A cancellation
 * therefore interrupts the writing thread and closes the body, which closes the stream
 * being read. The interruption is cleared when writing ends, so it does not outlast the
 * call. Between two writes the thread is never interrupted.
 */
public final class SentBody extends HttpEntityWrapper {

	private final BoundedCall call;

	private final WaitInterrupter writing;

	private boolean begun;

	public SentBody(HttpEntity entity, BoundedCall call) {
		super(entity);
		this.call = call;
		this.writing = new WaitInterrupter(call);
	}

	/**
	 * Whether part of the body may have been read already.
	 */
	boolean wasBegun() {
		return this.begun;
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		begin();
		this.begun = true;
		boolean interruptedInside = false;
		try {
			super.writeTo(out);
		}
		catch (IOException ex) {
			interruptedInside = isInterruption(ex);
			throw ex;
		}
		finally {
			end(interruptedInside);
		}
	}

	/**
	 * Registers the body before it checks for a cancellation, which marks the call first
	 * and then looks for a body being sent.
	 */
	private void begin() throws IOException {
		this.writing.begin();
		this.call.sending(this);
		if (this.call.isCancelled()) {
			end(false);
			throw new InterruptedIOException("cancelled before the request body was sent");
		}
	}

	/**
	 * Unregisters the body. If the interruption came from elsewhere and the stream
	 * cleared it, it is restored for the call.
	 */
	private void end(boolean interruptedInside) {
		this.call.sending(null);
		if (!this.writing.end() && interruptedInside) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends the writing, if it is in progress.
	 */
	void cancel() {
		if (this.writing.interrupt()) {
			closeElsewhere();
		}
	}

	/**
	 * Closes the body in another thread, as a blocked read may hold a lock that closing
	 * requires.
	 */
	private void closeElsewhere() {
		try {
			DaemonThread.start("sessions-body", this::closeQuietly);
		}
		catch (OutOfMemoryError ex) {
			// no thread is available, so only the interruption ends the read
		}
	}

	private void closeQuietly() {
		try {
			close();
		}
		catch (IOException | RuntimeException ex) {
			// the body is no longer needed
		}
	}

	private static boolean isInterruption(IOException failure) {
		return (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException))
				|| failure.getCause() instanceof InterruptedException;
	}

}
