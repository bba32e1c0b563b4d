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

package dev.sessions.internal.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;

/**
 * The exceptions of a socket, which callers expect, in place of those of a channel.
 */
final class SocketExceptions {

	private SocketExceptions() {
	}

	/**
	 * Translate an exception of a channel.
	 * @param ex the exception of the channel
	 * @return the exception that a socket throws in its place
	 */
	static IOException of(Exception ex) {
		if (ex instanceof SocketException || ex instanceof InterruptedIOException) {
			return (IOException) ex;
		}
		if (ex instanceof ClosedByInterruptException) {
			return (IOException) new InterruptedIOException("interrupted, which closed the connection").initCause(ex);
		}
		boolean closed = ex instanceof ClosedChannelException || ex instanceof ClosedSelectorException;
		return (IOException) new SocketException(closed ? "Socket closed" : ex.getMessage()).initCause(ex);
	}

}
