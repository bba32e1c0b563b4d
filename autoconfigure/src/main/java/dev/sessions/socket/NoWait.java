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

package dev.sessions.socket;

import java.net.SocketOption;
import java.net.SocketTimeoutException;

/**
 * The option of a socket whose reads do not wait: they take what is there, and are at the
 * end of their time where nothing is. A socket that secures another hands it on, so that
 * TLS, which may be done to the same connection twice, need not be known.
 */
final class NoWait implements SocketOption<Boolean> {

	static final SocketOption<Boolean> OPTION = new NoWait();

	private NoWait() {
	}

	@Override
	public String name() {
		return "NO_WAIT";
	}

	@Override
	public Class<Boolean> type() {
		return Boolean.class;
	}

	@Override
	public String toString() {
		return name();
	}

	/**
	 * Nothing is there. Always the same, as it is what nearly every look ends with.
	 */
	static final class NothingThere extends SocketTimeoutException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace
		static final NothingThere INSTANCE = new NothingThere();

		private NothingThere() {
			super("Nothing is there");
		}

		@Override
		@SuppressWarnings("UnsynchronizedOverridesSynchronized") // it changes nothing
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
