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

package dev.sessions.benchmarks.soak;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that produces faults on request and records the
 * requests that arrive. Each connection has its own thread, because faults take time.
 */
final class FaultyServer implements AutoCloseable {

	static final String FAULT = "X-Fault";

	private static final String ONCE = " once";

	private static final int BODY_LENGTH = 1000;

	private final ServerSocket listener;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "faulty-server");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Set<String> done = ConcurrentHashMap.newKeySet();

	private final Arrivals arrivals = new Arrivals();

	private final CyclicBarrier gate;

	private FaultyServer(int connections) throws IOException {
		this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
		this.gate = new CyclicBarrier(connections);
	}

	/**
	 * Start a server on a free port.
	 * @param connections the number of requests for {@code /gate} that are answered at
	 * once
	 * @return the listening server
	 * @throws IOException if no port is available
	 */
	static FaultyServer start(int connections) throws IOException {
		FaultyServer server = new FaultyServer(connections);
		server.threads.execute(server::accept);
		return server;
	}

	/**
	 * The header value that requests a fault.
	 * @param fault the fault
	 * @param once whether only the first arrival of the request has the fault
	 * @return the value of the header
	 */
	static String fault(Fault fault, boolean once) {
		return fault + (once ? ONCE : "");
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.listener.getLocalPort());
	}

	Arrivals arrivals() {
		return this.arrivals;
	}

	/**
	 * The number of open connections, once it has settled.
	 * @param expected the expected number
	 * @return the number of open connections
	 * @throws InterruptedException if the thread was interrupted
	 */
	int open(int expected) throws InterruptedException {
		for (int i = 0; i < 100 && this.open.size() != expected; i++) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		return this.open.size();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				this.open.add(socket);
				this.threads.execute(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			Request request = Request.read(in);
			while (request != null && answer(socket, request)) {
				request = Request.read(in);
			}
		}
		catch (IOException ex) {
			// the client has closed the connection
		}
		finally {
			this.open.remove(socket);
		}
	}

	private boolean answer(Socket socket, Request request) throws IOException {
		String id = request.path().substring(request.path().lastIndexOf('/') + 1);
		if (request.path().equals("/gate")) {
			awaitOthers();
		}
		else if (request.path().equals("/answered")) {
			this.arrivals.answered(BitSet.valueOf(request.body().getBytes(StandardCharsets.ISO_8859_1)));
		}
		else if (request.method().equals("POST")) {
			this.arrivals.add(Integer.parseInt(id), request.headers().get("Idempotency-Key"));
		}
		String body = id + " ".repeat(BODY_LENGTH - id.length());
		String fault = request.headers().getOrDefault(FAULT, "");
		boolean once = fault.endsWith(ONCE);
		if (fault.isEmpty() || (once && !this.done.add(id))) {
			return Fault.ok(socket, body);
		}
		String name = once ? fault.substring(0, fault.length() - ONCE.length()) : fault;
		return Fault.valueOf(name).answer(socket, body, once);
	}

	private void awaitOthers() throws IOException {
		try {
			this.gate.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.open) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

	/**
	 * A request.
	 *
	 * @param method the method
	 * @param path the path
	 * @param headers the headers
	 * @param body the body, one octet in each char
	 */
	private record Request(String method, String path, Map<String, String> headers, String body) {

		/**
		 * Read the next request.
		 * @return the request, or {@code null} if the client has closed the connection
		 */
		static @Nullable Request read(InputStream in) throws IOException {
			String line = line(in);
			if (line.isEmpty()) {
				return null;
			}
			int method = line.indexOf(' ');
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (String header = line(in); !header.isEmpty(); header = line(in)) {
				int colon = header.indexOf(':');
				headers.put(header.substring(0, colon), header.substring(colon + 1).trim());
			}
			byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
			return new Request(line.substring(0, method).toUpperCase(Locale.ROOT),
					line.substring(method + 1, line.lastIndexOf(' ')), headers,
					new String(body, StandardCharsets.ISO_8859_1));
		}

		private static String line(InputStream in) throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream(80);
			for (int b = in.read(); b != '\n'; b = in.read()) {
				if (b < 0) {
					if (line.size() > 0) {
						throw new EOFException();
					}
					return "";
				}
				if (b != '\r') {
					line.write(b);
				}
			}
			return line.toString(StandardCharsets.ISO_8859_1);
		}

	}

}
