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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A server on the loopback interface. One thread serves all connections, which leaves
 * most of two cores to the client.
 */
public final class LoopbackServer implements Server {

	private final Selector selector;

	private final ServerSocketChannel listener;

	private final URI url;

	private LoopbackServer() throws IOException {
		this.selector = Selector.open();
		this.listener = ServerSocketChannel.open();
		this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
		this.listener.configureBlocking(false);
		this.listener.register(this.selector, SelectionKey.OP_ACCEPT);
		this.url = URI.create("http://127.0.0.1:" + this.listener.socket().getLocalPort());
	}

	/**
	 * Start a server on a free port.
	 * @return the listening server
	 * @throws IOException if no port is available
	 */
	public static LoopbackServer start() throws IOException {
		LoopbackServer server = new LoopbackServer();
		Thread thread = new Thread(server::serve, "loopback-server");
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	@Override
	public URI url() {
		return this.url;
	}

	private void serve() {
		try {
			while (this.selector.isOpen()) {
				this.selector.select(this::ready);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The server broke down", ex);
		}
	}

	private void ready(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept();
			}
			else if (key.attachment() instanceof Connection connection) {
				connection.read();
			}
		}
		catch (IOException ex) {
			key.cancel(); // the client has closed the connection
		}
	}

	private void accept() throws IOException {
		SocketChannel channel = this.listener.accept();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.register(this.selector, SelectionKey.OP_READ, new Connection(channel));
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.selector.close();
	}

	private static final class Connection {

		private final SocketChannel channel;

		private final ByteBuffer in = ByteBuffer.allocate(8192);

		Connection(SocketChannel channel) {
			this.channel = channel;
		}

		/**
		 * A response of 1 KB always fits into the socket's buffer, so a write never
		 * blocks.
		 */
		void read() throws IOException {
			if (this.channel.read(this.in) < 0) {
				this.channel.close();
			}
			else if (RequestFrame.isWhole(this.in.array(), this.in.position())) {
				ByteBuffer reply = ByteBuffer.wrap(Reply.to(this.in.array()));
				this.in.clear();
				while (reply.hasRemaining()) {
					this.channel.write(reply);
				}
			}
		}

	}

}
