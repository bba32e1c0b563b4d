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
import java.nio.charset.StandardCharsets;

/**
 * A port of the loopback interface that waits for the first byte, sends an unexpected
 * text, and closes the connection.
 */
public final class RudePort implements AutoCloseable {

	private final ServerSocket listener;

	private final String answer;

	private final boolean reset;

	private RudePort(String answer, boolean reset) {
		this.answer = answer;
		this.reset = reset;
		try {
			this.listener = new ServerSocket(0, 50, Loopback.address());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "rude-port");
		thread.setDaemon(true);
		thread.start();
	}

	public static RudePort closing() {
		return new RudePort("", false);
	}

	public static RudePort resetting() {
		return new RudePort("", true);
	}

	/**
	 * Open a port that sends a text.
	 * @param answer the text, whatever the request is
	 * @return the port
	 */
	public static RudePort saying(String answer) {
		return new RudePort(answer, false);
	}

	/**
	 * A URL at this port.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String url(String path) {
		return "https://127.0.0.1:" + this.listener.getLocalPort() + path;
	}

	private void serve() {
		while (!this.listener.isClosed()) {
			try (Socket socket = this.listener.accept()) {
				// all received data has to be read, because a close would become a reset
				// otherwise
				socket.getInputStream().read(new byte[8192]);
				socket.getOutputStream().write(this.answer.getBytes(StandardCharsets.ISO_8859_1));
				if (this.reset) {
					socket.setSoLinger(true, 0);
				}
			}
			catch (IOException ex) {
				// the client has closed the connection, or the port is closed
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
