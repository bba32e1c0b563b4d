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
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The server's end of a connection. Not thread-safe, except for {@link #close()}.
 */
public final class Connection implements AutoCloseable {

	private final Socket socket;

	private final int number;

	Connection(Socket socket, int number) throws IOException {
		this.socket = socket;
		this.number = number;
		socket.setTcpNoDelay(true);
	}

	/**
	 * The number of this connection, counted from 1 in the order of acceptance.
	 * @return the number
	 */
	public int number() {
		return this.number;
	}

	/**
	 * The client's identity from its certificate, and the parameters of the TLS
	 * connection.
	 * @return the name in the certificate, the version of TLS and the cipher suite
	 */
	public String peer() {
		SSLSession session = ((SSLSocket) this.socket).getSession();
		return peerName(session) + " " + session.getProtocol() + " " + session.getCipherSuite();
	}

	private static String peerName(SSLSession session) {
		try {
			return session.getPeerPrincipal().getName();
		}
		catch (SSLPeerUnverifiedException ex) {
			return "anonymous";
		}
	}

	/**
	 * Send text without buffering.
	 * @param text the text, encoded as ISO 8859-1
	 * @throws IOException if the connection failed
	 */
	public void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Send bytes without buffering.
	 * @param bytes the bytes
	 * @throws IOException if the connection failed
	 */
	public void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/**
	 * Wait, at most until the client closes the connection.
	 * @param time the time
	 * @throws IOException if the client closed the connection or sent data in that time
	 */
	public void pause(Duration time) throws IOException {
		this.socket.setSoTimeout(Math.toIntExact(time.toMillis()));
		try {
			throw new IOException("Instead of silence came " + this.socket.getInputStream().read());
		}
		catch (SocketTimeoutException ex) {
			// the time has elapsed
		}
		finally {
			this.socket.setSoTimeout(0);
		}
	}

	/**
	 * Send nothing until the client closes the connection.
	 * @throws IOException if the connection failed
	 */
	public void awaitClientClose() throws IOException {
		if (this.socket.getInputStream().read() >= 0) {
			throw new IOException("The client sent data instead of closing the connection");
		}
		close();
	}

	/**
	 * Close the connection, and wait until the end has arrived at the client's system.
	 * @throws IOException if the connection failed
	 */
	public void closeAndAwaitArrival() throws IOException {
		// the close then blocks until all data, including the end, is acknowledged
		this.socket.setSoLinger(true, 10);
		close();
	}

	/**
	 * Close the output, but continue to read.
	 * @throws IOException if the connection failed
	 */
	public void halfClose() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Close the connection with a reset.
	 * @throws IOException if the connection failed
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		close();
	}

	/**
	 * Close the connection.
	 * @throws IOException if the connection failed
	 */
	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	boolean isOpen() {
		return !this.socket.isClosed();
	}

	InputStream input() throws IOException {
		return this.socket.getInputStream();
	}

}
