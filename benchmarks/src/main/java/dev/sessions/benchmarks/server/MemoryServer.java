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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An in-memory server behind every socket that this JVM opens, other than those of {@code
 * java.nio} channels. Its cost is negligible, so that the benchmark measures the client.
 */
public final class MemoryServer extends SocketImpl {

	private static volatile @Nullable MemoryServer lastOpened;

	private final byte[] request = new byte[8192];

	private int requestLength;

	private final Map<Integer, Object> options = new HashMap<>();

	private final InputStream responses = new Responses();

	private final OutputStream requests = new Requests();

	private byte[] response = new byte[0];

	private int position;

	private boolean answered = true;

	private boolean closed;

	private MemoryServer() {
		lastOpened = this;
	}

	/**
	 * Install this server behind all sockets that are opened from now on. It cannot be
	 * removed.
	 */
	public static void install() {
		Assert.state(Installation.DONE, "The memory server is not installed");
	}

	/**
	 * The last request over the socket that was opened last.
	 * @return the head and the body, as they were sent
	 */
	public static String lastRequest() {
		MemoryServer server = lastOpened;
		return (server != null) ? new String(server.request, 0, server.requestLength, StandardCharsets.US_ASCII) : "";
	}

	@Override
	protected void create(boolean stream) {
	}

	@Override
	protected void connect(String host, int port) {
	}

	@Override
	protected void connect(InetAddress address, int port) {
	}

	@Override
	protected void connect(SocketAddress address, int timeout) {
	}

	@Override
	protected void bind(InetAddress host, int port) {
	}

	@Override
	protected void listen(int backlog) throws IOException {
		throw new SocketException("There is no network");
	}

	@Override
	protected void accept(SocketImpl socket) throws IOException {
		throw new SocketException("There is no network");
	}

	@Override
	protected InputStream getInputStream() {
		return this.responses;
	}

	@Override
	protected OutputStream getOutputStream() {
		return this.requests;
	}

	@Override
	protected int available() {
		return this.response.length - this.position;
	}

	@Override
	protected void close() {
		this.closed = true;
	}

	@Override
	protected void shutdownInput() {
	}

	@Override
	protected void shutdownOutput() {
	}

	@Override
	protected void sendUrgentData(int data) {
	}

	@Override
	public void setOption(int id, Object value) {
		this.options.put(id, value);
	}

	@Override
	public @Nullable Object getOption(int id) {
		return this.options.getOrDefault(id, 0);
	}

	/**
	 * The JVM accepts one socket factory, once.
	 */
	private static final class Installation {

		static final boolean DONE = install();

		private Installation() {
		}

		@SuppressWarnings("deprecation") // the only hook for all sockets, independent of
											// the code that opens them
		private static boolean install() {
			try {
				Socket.setSocketImplFactory(MemoryServer::new);
				return true;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/**
	 * Accepts requests in pieces of any size.
	 */
	private final class Requests extends OutputStream {

		private final byte[] one = new byte[1];

		@Override
		public void write(int b) {
			this.one[0] = (byte) b;
			write(this.one, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			MemoryServer server = MemoryServer.this;
			if (server.answered) {
				server.requestLength = 0;
				server.answered = false;
			}
			System.arraycopy(bytes, offset, server.request, server.requestLength, length);
			server.requestLength += length;
		}

	}

	/**
	 * Supplies one response for each request. A read before the request is complete
	 * fails.
	 */
	private final class Responses extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == 1) ? one[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			MemoryServer server = MemoryServer.this;
			if (server.closed) {
				throw new SocketException("Socket closed");
			}
			if (!server.answered) {
				answer(server);
			}
			int n = Math.min(length, server.response.length - server.position);
			if (n == 0) {
				throw new SocketTimeoutException("There is no request to answer");
			}
			System.arraycopy(server.response, server.position, buffer, offset, n);
			server.position += n;
			return n;
		}

		private static void answer(MemoryServer server) throws IOException {
			if (!RequestFrame.isWhole(server.request, server.requestLength)) {
				throw new SocketTimeoutException("There is no whole request to answer");
			}
			server.response = Reply.to(server.request);
			server.position = 0;
			server.answered = true;
		}

	}

}
