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
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;

import dev.sessions.internal.concurrent.LimitedWait;
import dev.sessions.internal.concurrent.WaitLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of virtual threads that end after some time without a timer of the JDK. A read
 * that takes too long ends the input of the channel for good: unlike after a timeout of
 * the JDK, no later read finds anything.
 */
final class LimitedReads extends LimitedWait {

	private static final Logger logger = LoggerFactory.getLogger(LimitedReads.class);

	private final SocketChannel channel;

	private boolean expired;

	LimitedReads(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Read from the input of the channel, which must have no timeout of its own.
	 * @param nanos the longest time to wait, in nanoseconds
	 */
	int read(InputStream input, byte[] bytes, int offset, int length, long nanos) throws IOException {
		if (this.expired) {
			throw timeout();
		}
		int count = -1;
		try {
			WaitLimits.SHARED.begin(this, nanos);
			count = input.read(bytes, offset, length);
		}
		finally {
			this.expired = !WaitLimits.SHARED.end(this);
		}
		if (this.expired) {
			throw timeout();
		}
		return count;
	}

	private static SocketTimeoutException timeout() {
		return new SocketTimeoutException("Read timed out");
	}

	@Override
	protected void expire() {
		try {
			this.channel.shutdownInput();
		}
		catch (IOException ex) {
			logger.debug("The channel was closed before", ex);
		}
	}

}
