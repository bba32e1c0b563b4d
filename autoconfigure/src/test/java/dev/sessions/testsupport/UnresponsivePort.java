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

package dev.sessions.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of the loopback interface whose backlog is full: a connect neither succeeds nor
 * fails.
 */
public final class UnresponsivePort implements AutoCloseable {

	private final ServerSocket listener;

	private final List<Socket> queue = new ArrayList<>();

	public UnresponsivePort() {
		try {
			this.listener = new ServerSocket(0, 1, Loopback.address());
			fill();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void fill() throws IOException {
		for (int i = 0; i < 100; i++) {
			Socket socket = new Socket();
			this.queue.add(socket);
			try {
				socket.connect(this.listener.getLocalSocketAddress(), 200);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
		throw new IllegalStateException("The backlog does not fill up");
	}

	int number() {
		return this.listener.getLocalPort();
	}

	/**
	 * A URL at this port.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String url(String path) {
		return "http://127.0.0.1:" + this.listener.getLocalPort() + path;
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.queue) {
			socket.close();
		}
		this.listener.close();
	}

}
