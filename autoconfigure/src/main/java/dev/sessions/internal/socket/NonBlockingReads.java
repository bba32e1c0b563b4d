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

import java.net.SocketOption;
import java.net.SocketTimeoutException;

/**
 * A socket option for non-blocking reads: a read returns available bytes or times out
 * immediately. It also works below one or two layers of TLS.
 */
final class NonBlockingReads {

	static final SocketOption<Boolean> OPTION = new ChannelOption<>("NON_BLOCKING_READS", Boolean.class);

	private NonBlockingReads() {
	}

	/**
	 * Thrown if no input is available. A single instance is used, because nearly every
	 * check ends with it.
	 */
	static final class NothingAvailableException extends SocketTimeoutException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace
		static final NothingAvailableException INSTANCE = new NothingAvailableException();

		private NothingAvailableException() {
			super("No input is available");
		}

		@Override
		@SuppressWarnings("UnsynchronizedOverridesSynchronized") // returns the same
																	// object
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
