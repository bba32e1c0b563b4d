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
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.LimitedWait;
import dev.sessions.internal.concurrent.WaitLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reads of a blocking channel. On virtual threads, long read timeouts do not use a
 * JDK timer: an expired read shuts down the input, so that later reads fail as well.
 */
final class LimitedReads {

	private static final Logger logger = LoggerFactory.getLogger(LimitedReads.class);

	private final SocketChannel channel;

	private final LimitedWait wait = new LimitedWait(this::endInput);

	private boolean expired;

	LimitedReads(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Read from the input of the channel.
	 * @param timeout the maximum time to wait, in milliseconds, 0 for no bound
	 * @param last whether nothing will be read after a timeout
	 */
	int read(InputStream input, byte[] bytes, int offset, int length, int timeout, boolean last) throws IOException {
		if (this.expired) {
			throw timeout();
		}
		long nanos = TimeUnit.MILLISECONDS.toNanos(timeout);
		if (!last || !WaitLimits.isFor(nanos) || !WaitLimits.SHARED.begin(this.wait, nanos)) {
			this.channel.socket().setSoTimeout(timeout);
			return input.read(bytes, offset, length);
		}
		int count = -1;
		try {
			this.channel.socket().setSoTimeout(0);
			count = input.read(bytes, offset, length);
		}
		finally {
			this.expired = !WaitLimits.SHARED.end(this.wait);
		}
		if (this.expired) {
			throw timeout();
		}
		return count;
	}

	private static SocketTimeoutException timeout() {
		return new SocketTimeoutException("Read timed out");
	}

	private void endInput() {
		try {
			this.channel.shutdownInput();
		}
		catch (IOException ex) {
			logger.debug("The channel was closed before", ex);
		}
	}

}
