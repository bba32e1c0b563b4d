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
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy in front of a server of the loopback interface, with which a test simulates
 * network faults.
 */
public final class TcpProxy implements AutoCloseable {

	private final int target;

	private final ServerSocket listener;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private boolean dropping;

	/**
	 * Start a proxy.
	 * @param target the port of the server
	 */
	public TcpProxy(int target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 100, Loopback.address());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		startThread("accept", this::acceptAll);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Hold back all data, but keep all connections.
	 */
	public synchronized void drop() {
		this.dropping = true;
	}

	/**
	 * Pass on the data that was held back, and all later data.
	 */
	public synchronized void pass() {
		this.dropping = false;
		notifyAll();
	}

	/**
	 * Reset all connections.
	 */
	public void reset() {
		for (Socket socket : this.sockets) {
			try {
				socket.setOption(StandardSocketOptions.SO_LINGER, 0);
			}
			catch (IOException ex) {
				// it is closed
			}
			close(socket);
		}
	}

	private void acceptAll() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				Socket server = new Socket(Loopback.address(), this.target);
				this.sockets.add(client);
				this.sockets.add(server);
				startThread("there", () -> copy(client, server));
				startThread("back", () -> copy(server, client));
			}
			catch (IOException ex) {
				// the listener or the server was closed
			}
		}
	}

	private void copy(Socket from, Socket to) {
		try {
			byte[] buffer = new byte[8192];
			for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
				awaitPassing();
				to.getOutputStream().write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// it was closed
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			close(from);
			close(to);
		}
	}

	private synchronized void awaitPassing() throws InterruptedException {
		while (this.dropping) {
			wait();
		}
	}

	private void close(Socket socket) {
		this.sockets.remove(socket);
		try {
			socket.close();
		}
		catch (IOException ex) {
			// the connection is closed anyway
		}
	}

	private static void startThread(String name, Runnable task) {
		Thread thread = new Thread(task, "tcp-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Stop the proxy and close all connections.
	 */
	@Override
	public void close() {
		pass();
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		reset();
	}

}
