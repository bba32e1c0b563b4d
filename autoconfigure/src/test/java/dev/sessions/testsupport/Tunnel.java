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
import java.net.Socket;
import java.util.Arrays;

/**
 * Answers {@code CONNECT} as a proxy: with a connection to one server for every target.
 */
public final class Tunnel implements Answer {

	private final int port;

	private final String established;

	/**
	 * Create a tunnel.
	 * @param target the server at its end
	 */
	public Tunnel(ScriptedServer target) {
		this(target.port());
	}

	/**
	 * Create a tunnel.
	 * @param port the port at its end
	 */
	public Tunnel(int port) {
		this(port, "HTTP/1.1 200 Connection established\r\n\r\n");
	}

	/**
	 * Create a tunnel.
	 * @param port the port at its end
	 * @param established the response to {@code CONNECT}
	 */
	public Tunnel(int port, String established) {
		this.port = port;
		this.established = established;
	}

	@Override
	public void send(ReceivedRequest request, Connection connection) throws IOException {
		try (Socket upstream = new Socket(Loopback.address(), this.port)) {
			connection.send(this.established);
			Thread back = new Thread(() -> copyBack(upstream, connection), "tunnel");
			back.setDaemon(true);
			back.start();
			try {
				connection.input().transferTo(upstream.getOutputStream());
			}
			catch (IOException ex) {
				// data that the server sent before it closed the connection is passed on
				// first
				join(back);
			}
		}
		finally {
			connection.close();
		}
	}

	private static void join(Thread back) {
		try {
			back.join(1000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void copyBack(Socket upstream, Connection connection) {
		byte[] buffer = new byte[8192];
		try (connection) {
			for (int read = upstream.getInputStream().read(buffer); read >= 0; read = upstream.getInputStream()
				.read(buffer)) {
				connection.send(Arrays.copyOf(buffer, read));
			}
		}
		catch (IOException ex) {
			// one of the ends has closed its connection, and the tunnel ends
		}
	}

}
