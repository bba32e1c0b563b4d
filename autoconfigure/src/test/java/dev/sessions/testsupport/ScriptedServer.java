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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * An HTTP server on a free port of the loopback interface with scripted answers, which
 * records the requests. Two servers are two origins; so are the two host names of one
 * server, {@link #url(String)} and {@link #localhost(String)}.
 */
public final class ScriptedServer implements AutoCloseable {

	private final String scheme;

	private final ServerSocket listener;

	private final Script script = new Script();

	private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

	private final List<Throwable> faults = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final Set<Connection> open = ConcurrentHashMap.newKeySet();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final Thread acceptor;

	private ScriptedServer(String scheme, ServerSocket listener) {
		this.scheme = scheme;
		this.listener = listener;
		this.acceptor = startThread("accept", this::acceptAll);
	}

	/**
	 * Start a server.
	 * @return the server, which the caller closes
	 */
	public static ScriptedServer start() {
		return start(0);
	}

	/**
	 * Start a server on a port.
	 * @param port the port
	 * @return the server, which the caller closes
	 */
	public static ScriptedServer start(int port) {
		try {
			return new ScriptedServer("http", new ServerSocket(port, 100, Loopback.address()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a TLS server with the certificate of {@link TlsIdentity}.
	 * @return the server, which the caller closes
	 */
	public static ScriptedServer startTls() {
		return startTls(Loopback.address());
	}

	/**
	 * Start a TLS server at an address that its certificate does not name.
	 * @param address the address
	 * @return the server, which the caller closes
	 */
	public static ScriptedServer startTls(InetAddress address) {
		return startTls(address, TlsIdentity.shared().context(), (listener) -> {
		});
	}

	/**
	 * Start a TLS server.
	 * @param context the certificate of the server and the trusted ones of its clients
	 * @param change customizes the listener before a client connects
	 * @return the server, which the caller closes
	 */
	public static ScriptedServer startTls(SSLContext context, Consumer<SSLServerSocket> change) {
		return startTls(Loopback.address(), context, change);
	}

	private static ScriptedServer startTls(InetAddress address, SSLContext context, Consumer<SSLServerSocket> change) {
		try {
			SSLServerSocket listener = (SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 100, address);
			change.accept(listener);
			return new ScriptedServer("https", listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Set the answers for a path: each is used once, in order, and the last one repeats.
	 * @param path the path as on the wire, without the query
	 * @param answers the answers
	 * @return this
	 */
	public ScriptedServer on(String path, Answer... answers) {
		this.script.on(path, answers);
		return this;
	}

	/**
	 * Set the answers for all other paths: each is used once, in order, and the last one
	 * repeats.
	 * @param answers the answers
	 * @return this
	 */
	public ScriptedServer otherwise(Answer... answers) {
		this.script.otherwise(answers);
		return this;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * The origin of this server.
	 * @return {@code http://127.0.0.1:port}
	 */
	public String url() {
		return url("");
	}

	/**
	 * A URL at this server.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String url(String path) {
		return this.scheme + "://127.0.0.1:" + port() + path;
	}

	/**
	 * A URL at this server with its other host name, which makes it another origin.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String localhost(String path) {
		return this.scheme + "://localhost:" + port() + path;
	}

	/**
	 * The requests so far.
	 * @return a snapshot
	 */
	public List<ReceivedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * The requests to a path.
	 * @param path the path as on the wire
	 * @return a snapshot
	 */
	public List<ReceivedRequest> requests(String path) {
		return this.requests.stream().filter((request) -> request.path().equals(path)).toList();
	}

	/**
	 * The only request so far.
	 * @return the request
	 * @throws IllegalStateException if there was none, or more than one
	 */
	public ReceivedRequest request() {
		return only(requests());
	}

	/**
	 * The only request to a path.
	 * @param path the path as on the wire
	 * @return the request
	 * @throws IllegalStateException if there was none, or more than one
	 */
	public ReceivedRequest request(String path) {
		return only(requests(path));
	}

	private ReceivedRequest only(List<ReceivedRequest> candidates) {
		if (candidates.size() != 1) {
			throw new IllegalStateException(
					"Expected one request, but received " + candidates + "; all: " + this.requests);
		}
		return candidates.get(0);
	}

	/**
	 * The number of accepted connections.
	 * @return the number
	 */
	public int accepted() {
		return this.accepted.get();
	}

	/**
	 * The number of connections that are open, as far as the server has noticed.
	 * @return the number
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Reset all connections.
	 * @throws IOException if a reset failed
	 */
	public void resetAll() throws IOException {
		for (Connection connection : this.open) {
			connection.reset();
		}
	}

	/**
	 * The failures to read an HTTP request.
	 * @return a snapshot
	 */
	public List<Throwable> faults() {
		return List.copyOf(this.faults);
	}

	/**
	 * Close the listener and all connections, and wait until the threads end.
	 */
	@Override
	public void close() {
		try {
			this.listener.close();
			await(this.acceptor);
			for (Connection connection : this.open) {
				connection.close();
			}
			for (Thread thread : this.threads) {
				thread.interrupt();
				await(thread);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void await(Thread thread) throws InterruptedException {
		thread.join(5000);
		if (thread.isAlive()) {
			throw new IllegalStateException("Still running: " + thread);
		}
	}

	private void acceptAll() {
		while (!this.listener.isClosed()) {
			try {
				Socket socket = this.listener.accept();
				Connection connection = new Connection(socket, this.accepted.incrementAndGet());
				this.open.add(connection);
				startThread("connection-" + connection.number(), () -> serve(connection));
			}
			catch (IOException ex) {
				// the listener was closed, or a client closed its connection before it
				// was accepted
			}
		}
	}

	private void serve(Connection connection) {
		try {
			RequestReader reader = new RequestReader(connection.input(), connection.number());
			while (connection.isOpen()) {
				ReceivedRequest request = reader.read();
				if (request == null) {
					return;
				}
				this.requests.add(request);
				this.script.next(request).send(request, connection);
			}
		}
		catch (IOException ex) {
			this.faults.add(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			closeQuietly(connection);
			this.open.remove(connection);
		}
	}

	private Thread startThread(String name, Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			finally {
				this.threads.remove(Thread.currentThread());
			}
		}, "scripted-server-" + port() + "-" + name);
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// the connection is closed anyway
		}
	}

}
