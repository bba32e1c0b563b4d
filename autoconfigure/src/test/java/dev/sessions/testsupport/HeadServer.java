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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A server whose handler is called with the head of a request and controls the reading of
 * the body.
 */
public final class HeadServer implements AutoCloseable {

	private final ServerSocket listener;

	private final String scheme;

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger served = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Answerer answerer = (exchange) -> {
	};

	private HeadServer(String scheme, ServerSocket listener) {
		this.scheme = scheme;
		this.listener = listener;
		daemon("accept", this::accept);
	}

	/**
	 * Start a server.
	 * @param protocol {@code http}, or a version of TLS
	 * @return the server
	 */
	public static HeadServer start(String protocol) {
		try {
			if (protocol.equals("http")) {
				return new HeadServer("http", new ServerSocket(0, 100, Loopback.address()));
			}
			SSLServerSocket listener = (SSLServerSocket) TlsIdentity.shared()
				.context()
				.getServerSocketFactory()
				.createServerSocket(0, 100, Loopback.address());
			listener.setEnabledProtocols(new String[] { protocol });
			return new HeadServer("https", listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Set the handler of request heads.
	 * @param answerer is called in a separate thread for each connection
	 * @return this
	 */
	public HeadServer answering(Answerer answerer) {
		this.answerer = answerer;
		return this;
	}

	public String url(String path) {
		return this.scheme + "://127.0.0.1:" + this.listener.getLocalPort() + path;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * The received heads, in order.
	 * @return a snapshot
	 */
	public List<String> heads() {
		return List.copyOf(this.heads);
	}

	/**
	 * The number of accepted connections.
	 * @return the number
	 */
	public int connections() {
		return this.accepted.get();
	}

	/**
	 * The number of open connections.
	 * @return the number
	 */
	public int open() {
		return this.sockets.size();
	}

	/**
	 * The number of requests that were handled without a failure.
	 * @return the number
	 */
	public int served() {
		return this.served.get();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket socket = this.listener.accept();
				this.accepted.incrementAndGet();
				this.sockets.add(socket);
				daemon("connection", () -> serve(socket));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			for (String head = readHead(socket.getInputStream()); head != null; head = readHead(
					socket.getInputStream())) {
				this.heads.add(head);
				this.answerer.answer(new Exchange(socket, head, this.heads.size()));
				this.served.incrementAndGet();
			}
		}
		catch (IOException ex) {
			// the client has closed the connection, or the handler has closed the socket
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private static @Nullable String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int b = in.read();
			if (b < 0) {
				return null;
			}
			head.append((char) b);
		}
		return head.toString();
	}

	private static void daemon(String name, Runnable task) {
		Thread thread = new Thread(task, "head-server-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/**
	 * Handles a request of which only the head has been read.
	 */
	@FunctionalInterface
	public interface Answerer {

		void answer(Exchange exchange) throws IOException, InterruptedException;

	}

	/**
	 * A request of which only the head has been read.
	 */
	public final class Exchange {

		private final Socket socket;

		private final String head;

		private final int number;

		Exchange(Socket socket, String head, int number) {
			this.socket = socket;
			this.head = head;
			this.number = number;
		}

		/**
		 * The number of this request, counted from 1.
		 * @return the number
		 */
		public int number() {
			return this.number;
		}

		public String head() {
			return this.head;
		}

		/**
		 * The value of a header.
		 * @param name the name
		 * @return the value, or {@code null} if there is none
		 */
		public @Nullable String header(String name) {
			String prefix = name.toLowerCase(Locale.ROOT) + ":";
			return this.head.lines()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
				.map((line) -> line.substring(prefix.length()).strip())
				.findFirst()
				.orElse(null);
		}

		public void send(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
		}

		/**
		 * Read a part of the body.
		 * @param max the maximum number of bytes
		 * @return the number of bytes read
		 * @throws IOException if the connection failed
		 */
		public long read(long max) throws IOException {
			byte[] buffer = new byte[16 * 1024];
			long count = 0;
			while (count < max) {
				int n = this.socket.getInputStream().read(buffer, 0, (int) Math.min(buffer.length, max - count));
				if (n < 0) {
					return count;
				}
				count += n;
			}
			return count;
		}

		/**
		 * Read the whole body, by its length or its chunks.
		 * @return its length
		 * @throws IOException if it is incomplete
		 */
		public long readBody() throws IOException {
			String length = header("Content-Length");
			if (length != null) {
				long expected = Long.parseLong(length);
				if (read(expected) != expected) {
					throw new EOFException("Incomplete body");
				}
				return expected;
			}
			return (header("Transfer-Encoding") != null) ? readChunks() : 0;
		}

		private long readChunks() throws IOException {
			long sum = 0;
			while (true) {
				List<Character> line = new ArrayList<>();
				for (int b = this.socket.getInputStream().read(); b != '\n'; b = this.socket.getInputStream().read()) {
					if (b < 0) {
						throw new EOFException("Incomplete body");
					}
					line.add((char) b);
				}
				StringBuilder size = new StringBuilder();
				line.forEach(size::append);
				int chunk = Integer.parseInt(size.toString().strip(), 16);
				if (read(chunk + 2) != chunk + 2) {
					throw new EOFException("Incomplete body");
				}
				if (chunk == 0) {
					return sum;
				}
				sum += chunk;
			}
		}

		/**
		 * Send nothing more, read a part of the data, and close the connection.
		 * @param max the maximum number of bytes to read
		 * @throws IOException if the connection failed
		 */
		public void hangUp(int max) throws IOException {
			this.socket.setSoTimeout(500);
			try {
				this.socket.shutdownOutput();
				read(max);
			}
			catch (SocketException ex) {
				// the connection is closed anyway
			}
			finally {
				this.socket.close();
			}
			throw new EOFException("closed");
		}

		/**
		 * Send endless TLS messages: key updates in TLS 1.3, new handshakes in earlier
		 * versions.
		 * @throws IOException if the connection failed
		 */
		public void flood() throws IOException {
			SSLSocket tls = (SSLSocket) this.socket;
			if (!tls.getSession().getProtocol().equals("TLSv1.3")) {
				// each handshake has to end before another can begin
				daemon("reader", () -> readOn(tls));
			}
			while (true) {
				tls.startHandshake();
			}
		}

		private void readOn(SSLSocket tls) {
			try {
				tls.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// the connection failed
			}
		}

		/**
		 * Neither read nor write until the server is closed.
		 * @throws InterruptedException if the thread was interrupted
		 */
		public void stall() throws InterruptedException {
			HeadServer.this.closed.await();
		}

	}

}
