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

package dev.sessions.benchmarks;

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
 * A server in memory behind every socket that this JVM opens. It answers each request
 * without a body with the same bytes, and costs next to nothing, so that what is measured
 * is the client.
 */
final class MemoryServer extends SocketImpl {

	/**
	 * About 1 KB.
	 */
	static final String JSON = """
			{"id":583231,"login":"octocat","name":"Mona Lisa Octocat","email":"octocat@example.com",\
			"company":"The Example Company","location":"San Francisco, California","biography":"%s",\
			"followers":9821,"active":true,"createdAt":"2011-01-25T18:44:36Z",\
			"topics":["http","spring-boot","sessions","connection-pool","retry"]}"""
		.formatted("Writes clients for other people's servers, and servers for clients. ".repeat(10).trim());

	private static final byte[] RESPONSE = ("""
			HTTP/1.1 200 OK
			Date: Tue, 06 Jan 2026 10:15:30 GMT
			Content-Type: application/json
			Content-Length: %d
			Connection: keep-alive
			Server: example
			Cache-Control: private, max-age=60
			ETag: "33a64df551425fcc55e4d42a148795d9"
			Vary: Accept, Accept-Encoding
			X-Request-Id: 7f6c1f0e-33cb-4c35-9d70-6a0d5ba3f8e2
			X-RateLimit-Remaining: 4987

			""".replace("\n", "\r\n").formatted(JSON.length()) + JSON).getBytes(StandardCharsets.US_ASCII);

	private static volatile @Nullable MemoryServer lastOpened;

	private final byte[] request = new byte[8192];

	private int requestLength;

	private final Map<Integer, Object> options = new HashMap<>();

	private final InputStream responses = new Responses();

	private final OutputStream requests = new Requests();

	private int pending;

	private int position;

	private boolean closed;

	private MemoryServer() {
		lastOpened = this;
	}

	/**
	 * Put this server behind all sockets that are opened from now on. Once it is there it
	 * stays.
	 */
	static void install() {
		Assert.state(Installation.DONE, "There is no memory server");
	}

	/**
	 * The head of the last request over the socket that was opened last.
	 */
	static String lastRequest() {
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
		return (this.pending > 0) ? RESPONSE.length - this.position : 0;
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
	 * The JVM takes one factory of sockets, once.
	 */
	private static final class Installation {

		static final boolean DONE = install();

		private Installation() {
		}

		@SuppressWarnings("deprecation") // the one way to all sockets, whoever opens them
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
	 * Takes requests, each in one piece, as clients write a head that fits their buffer.
	 */
	private final class Requests extends OutputStream {

		@Override
		public void write(int b) throws IOException {
			throw new SocketException("A request in pieces is not what is measured here");
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			MemoryServer server = MemoryServer.this;
			int end = offset + length;
			if (length < 4 || bytes[end - 4] != '\r' || bytes[end - 3] != '\n' || bytes[end - 2] != '\r'
					|| bytes[end - 1] != '\n') {
				throw new SocketException("A request in pieces is not what is measured here");
			}
			System.arraycopy(bytes, offset, server.request, 0, length);
			server.requestLength = length;
			server.pending++;
		}

	}

	/**
	 * Gives one response for each request.
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
			if (server.pending == 0) {
				throw new SocketTimeoutException("There is no request to answer");
			}
			int n = Math.min(length, RESPONSE.length - server.position);
			System.arraycopy(RESPONSE, server.position, buffer, offset, n);
			server.position += n;
			if (server.position == RESPONSE.length) {
				server.position = 0;
				server.pending--;
			}
			return n;
		}

	}

}
