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

package dev.sessions.benchmarks.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.sessions.benchmarks.User;
import org.jspecify.annotations.Nullable;

/**
 * A queue of raw sockets, each used by one call at a time.
 */
final class QueuedSockets implements Client {

	private final BlockingQueue<Client> idle;

	QueuedSockets(URI url, int connections) {
		this.idle = new ArrayBlockingQueue<>(connections);
		for (int i = 0; i < connections; i++) {
			this.idle.add(new RawSocket(url));
		}
	}

	@Override
	public @Nullable User get() throws IOException {
		return call(Job.GET);
	}

	@Override
	public @Nullable User post(User user) throws IOException {
		return call(Job.POST);
	}

	@Override
	public @Nullable User gzip() throws IOException {
		return call(Job.GZIP);
	}

	private @Nullable User call(Job job) throws IOException {
		Client socket = take();
		try {
			return job.call(socket);
		}
		finally {
			this.idle.add(socket);
		}
	}

	private Client take() throws IOException {
		try {
			return this.idle.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	@Override
	public void close() throws IOException {
		for (Client socket : this.idle) {
			socket.close();
		}
	}

}
