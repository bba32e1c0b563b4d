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
 * The body of a request, which ends with its call. It may come from a stream of the
 * application that waits for others: closing the connection does not end that wait, so
 * the thread that writes the body is interrupted, and the body is closed, which closes
 * the stream that is being read. The interruption is taken back when the body has ended,
 * so the thread does not leave the call with it. Between two writes the thread that makes
 * the call is never interrupted.
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
	 * Whether some of the body may have been read already.
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
	 * A cancellation first marks the call and then looks for a writer.
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
	 * A stream that was interrupted by others may have taken the interruption for itself,
	 * but it is the call's.
	 */
	private void end(boolean interruptedInside) {
		this.call.sending(null);
		if (!this.writing.end() && interruptedInside) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * End the writing, if there is any.
	 */
	void cancel() {
		if (this.writing.interrupt()) {
			closeElsewhere();
		}
	}

	/**
	 * A read may hold a lock that the close waits for.
	 */
	private void closeElsewhere() {
		try {
			DaemonThread.start("sessions-body", this::closeQuietly);
		}
		catch (OutOfMemoryError ex) {
			// the interruption has to do
		}
	}

	private void closeQuietly() {
		try {
			close();
		}
		catch (IOException | RuntimeException ex) {
			// it is not read any more
		}
	}

	private static boolean isInterruption(IOException failure) {
		return (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException))
				|| failure.getCause() instanceof InterruptedException;
	}

}
