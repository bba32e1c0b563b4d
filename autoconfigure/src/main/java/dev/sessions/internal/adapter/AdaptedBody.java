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

package dev.sessions.internal.adapter;

import java.io.IOException;
import java.io.InputStream;

import dev.sessions.internal.body.BlockInputStream;
import dev.sessions.internal.concurrent.WaitInterrupter;
import org.apache.hc.core5.http.ConnectionClosedException;

import org.springframework.http.client.ClientHttpResponse;

/**
 * The body of an adapter's response. Like a body on a connection, it must have the
 * declared length, and ends when the call is cancelled.
 */
final class AdaptedBody extends BlockInputStream {

	private final InputStream in;

	private final WaitInterrupter wait;

	private final Runnable released;

	/**
	 * The bytes that remain, or negative if no length is declared.
	 */
	private long left;

	private final ClientHttpResponse response;

	AdaptedBody(ClientHttpResponse response, long length, WaitInterrupter wait, Runnable released) throws IOException {
		this.in = response.getBody();
		this.response = response;
		this.left = length;
		this.wait = wait;
		this.released = released;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		if (this.left == 0 && length > 0) {
			this.released.run();
			return -1;
		}
		int wanted = (this.left > 0) ? (int) Math.min(length, this.left) : length;
		int read = this.wait.run(() -> this.in.read(buffer, offset, wanted));
		this.wait.requireRunning();
		if (read < 0 && this.left > 0) {
			throw new ConnectionClosedException(
					"The body of the adapter's response is shorter than its Content-Length");
		}
		if (read < 0) {
			this.released.run();
		}
		this.left -= (read > 0 && this.left > 0) ? read : 0;
		return read;
	}

	@Override
	public int available() throws IOException {
		return this.in.available();
	}

	/**
	 * Close without reading the rest, because there is no connection to reuse.
	 */
	@Override
	public void close() throws IOException {
		try {
			this.in.close();
		}
		finally {
			this.response.close();
			this.released.run();
		}
	}

}
