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

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A SOCKS 5 proxy (RFC 1928) without a password. It connects every target to one server,
 * and records the targets and the data sent to them.
 */
public final class SocksServer implements AutoCloseable {

	private static final byte[] CONNECTED = { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 };

	private final ServerSocket listener;

	private final int target;

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	/**
	 * Start a proxy.
	 * @param target the server behind every target
	 */
	public SocksServer(ScriptedServer target) {
		this.target = target.port();
		try {
			this.listener = new ServerSocket(0, 100, Loopback.address());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::acceptAll);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * The hosts of the connect requests.
	 * @return the hosts as received
	 */
	public List<String> targets() {
		return List.copyOf(this.targets);
	}

	/**
	 * The data that all clients have sent.
	 * @return the text
	 */
	public String sent() {
		synchronized (this.sent) {
			return this.sent.toString(StandardCharsets.ISO_8859_1);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private void acceptAll() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				start(() -> serve(client));
			}
			catch (IOException ex) {
				// the listener was closed
			}
		}
	}

	private void serve(Socket client) {
		try (client; Socket upstream = new Socket(Loopback.address(), this.target)) {
			DataInputStream in = new DataInputStream(client.getInputStream());
			OutputStream out = client.getOutputStream();
			in.skipNBytes(1);
			in.skipNBytes(in.readUnsignedByte());
			out.write(new byte[] { 5, 0 });
			in.skipNBytes(3);
			this.targets.add(target(in));
			in.skipNBytes(2);
			out.write(CONNECTED);
			start(() -> copy(upstream, client));
			forward(in, upstream.getOutputStream());
		}
		catch (IOException ex) {
			// one of the ends has closed its connection
		}
	}

	private static String target(DataInputStream in) throws IOException {
		int type = in.readUnsignedByte();
		int length = (type == 1) ? 4 : (type == 4) ? 16 : in.readUnsignedByte();
		byte[] address = in.readNBytes(length);
		return (type == 3) ? new String(address, StandardCharsets.US_ASCII)
				: InetAddress.getByAddress(address).getHostAddress();
	}

	private void forward(InputStream in, OutputStream out) throws IOException {
		byte[] buffer = new byte[8192];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			synchronized (this.sent) {
				this.sent.write(buffer, 0, read);
			}
			out.write(buffer, 0, read);
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.close();
		}
		catch (IOException ex) {
			// one of the ends has closed its connection
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "socks-server");
		thread.setDaemon(true);
		thread.start();
	}

}
