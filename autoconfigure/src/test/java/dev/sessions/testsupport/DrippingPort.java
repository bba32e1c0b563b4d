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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port of the loopback interface that answers a TLS handshake with one byte at a time,
 * without end.
 */
public final class DrippingPort implements AutoCloseable {

	private final ServerSocket listener;

	private final Thread thread = new Thread(this::serve, "dripping-port");

	public DrippingPort() {
		try {
			this.listener = new ServerSocket(0, 50, Loopback.address());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * A URL at this port.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String url(String path) {
		return "https://127.0.0.1:" + port() + path;
	}

	private void serve() {
		while (!this.listener.isClosed()) {
			try (Socket socket = this.listener.accept()) {
				// data sent before the client's first message could be read as part of
				// the response to CONNECT
				socket.getInputStream().read();
				drip(socket.getOutputStream());
			}
			catch (IOException ex) {
				// the client has closed the connection, or the port is closed
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	/**
	 * Send the head of a record of the largest size, and then its content.
	 */
	private static void drip(OutputStream out) throws IOException, InterruptedException {
		out.write(new byte[] { 22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc });
		while (true) {
			Thread.sleep(20);
			out.write(3);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.thread.interrupt();
	}

}
