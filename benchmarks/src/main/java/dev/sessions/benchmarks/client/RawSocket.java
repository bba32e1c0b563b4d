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

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import dev.sessions.benchmarks.User;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lower bound: a blocking socket, with or without TLS, with hand-written framing for
 * this server only.
 */
final class RawSocket implements Client {

	private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nAuthorization: "
			+ Caller.AUTHORIZATION + "\r\nCookie: " + Caller.COOKIE_NAME + "=" + Caller.COOKIE_VALUE + "\r\n";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final byte[] get = ascii("GET /users/42" + HEAD + "\r\n");

	private final byte[] gzip = ascii("GET /gzip/42" + HEAD + "\r\n");

	private final byte[] post = ascii(
			"POST /users" + HEAD + "Content-Type: application/json\r\nContent-Length: 0000\r\n\r\n");

	private final byte[] buffer = new byte[8192];

	private final Socket socket;

	private int length;

	RawSocket(URI url) {
		try {
			this.socket = factory(url).createSocket(url.getHost(), url.getPort());
			this.socket.setTcpNoDelay(true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SocketFactory factory(URI url) {
		return url.getScheme().equals("https") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public User get() throws IOException {
		int body = exchange(this.get, this.get.length);
		return this.mapper.readValue(this.buffer, body, this.length - body, User.class);
	}

	@Override
	public User post(User user) throws IOException {
		byte[] json = this.mapper.writeValueAsBytes(user);
		int head = this.post.length;
		System.arraycopy(this.post, 0, this.buffer, 0, head);
		System.arraycopy(json, 0, this.buffer, head, json.length);
		int digits = json.length;
		for (int i = head - 5; i > head - 9; i--) {
			this.buffer[i] = (byte) ('0' + digits % 10);
			digits /= 10;
		}
		int body = exchange(this.buffer, head + json.length);
		return this.mapper.readValue(this.buffer, body, this.length - body, User.class);
	}

	@Override
	public User gzip() throws IOException {
		int body = exchange(this.gzip, this.gzip.length);
		try (InputStream decoded = new GZIPInputStream(
				new ByteArrayInputStream(this.buffer, body, this.length - body))) {
			return this.mapper.readValue(decoded, User.class);
		}
	}

	/**
	 * Send a request and read its response into the buffer.
	 * @return the offset of the body
	 */
	private int exchange(byte[] request, int requestLength) throws IOException {
		this.socket.getOutputStream().write(request, 0, requestLength);
		InputStream in = this.socket.getInputStream();
		this.length = 0;
		int body = -1;
		int end = Integer.MAX_VALUE;
		while (this.length < end) {
			int n = in.read(this.buffer, this.length, this.buffer.length - this.length);
			if (n < 0) {
				throw new EOFException("The server closed the connection");
			}
			this.length += n;
			if (body < 0) {
				body = endOfHead();
				end = (body < 0) ? end : body + contentLength(body);
			}
		}
		return body;
	}

	private int endOfHead() {
		for (int i = 3; i < this.length; i++) {
			if (this.buffer[i] == '\n' && this.buffer[i - 2] == '\n') {
				return i + 1;
			}
		}
		return -1;
	}

	private int contentLength(int endOfHead) {
		int colon = 0;
		while (!isContentLength(colon)) {
			colon++;
			if (colon == endOfHead) {
				throw new IllegalStateException("This server always sends a length");
			}
		}
		int n = 0;
		for (int i = colon + 2; this.buffer[i] != '\r'; i++) {
			n = n * 10 + this.buffer[i] - '0';
		}
		return n;
	}

	/**
	 * Whether the header name before a colon is {@code Content-Length}: of this server's
	 * headers, only that one ends like this.
	 */
	private boolean isContentLength(int colon) {
		return this.buffer[colon] == ':' && this.buffer[colon - 1] == 'h' && this.buffer[colon - 7] == '-';
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
