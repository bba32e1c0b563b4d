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

package dev.sessions.internal.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A socket implementation on top of a {@link ChannelIo}, with the standard socket
 * options, {@link NonBlockingReads}, {@link PassingReads} and {@link WriteMode}.
 */
final class ChannelSocketImpl extends SocketImpl {

	private @Nullable ChannelIo io;

	private ChannelIo io() throws SocketException {
		if (this.io == null) {
			throw new SocketException("The socket has not been created");
		}
		return this.io;
	}

	@Override
	protected void create(boolean stream) throws IOException {
		this.io = new ChannelIo();
	}

	@Override
	protected void connect(String host, int port) throws IOException {
		connect(new InetSocketAddress(host, port), 0);
	}

	@Override
	protected void connect(InetAddress address, int port) throws IOException {
		connect(new InetSocketAddress(address, port), 0);
	}

	@Override
	protected void connect(SocketAddress remote, int timeout) throws IOException {
		InetSocketAddress target = (InetSocketAddress) remote;
		if (target.isUnresolved()) {
			throw new UnknownHostException(target.getHostString());
		}
		io().connect(target, timeout);
		this.address = target.getAddress();
		this.port = target.getPort();
		this.localport = io().blockingSocket().getLocalPort();
	}

	@Override
	protected void bind(InetAddress host, int port) throws IOException {
		io().blockingSocket().bind(new InetSocketAddress(host, port));
		this.localport = io().blockingSocket().getLocalPort();
	}

	@Override
	protected void listen(int backlog) throws IOException {
		throw new SocketException("This socket does not listen");
	}

	@Override
	protected void accept(SocketImpl socket) throws IOException {
		throw new SocketException("This socket does not listen");
	}

	@Override
	protected InputStream getInputStream() throws IOException {
		return io().new Input();
	}

	@Override
	protected OutputStream getOutputStream() throws IOException {
		return io().new Output();
	}

	@Override
	protected int available() throws IOException {
		return io().available();
	}

	@Override
	protected void close() throws IOException {
		io().close();
	}

	@Override
	protected void shutdownInput() throws IOException {
		io().blockingSocket().shutdownInput();
	}

	@Override
	protected void shutdownOutput() throws IOException {
		io().blockingSocket().shutdownOutput();
	}

	@Override
	protected void sendUrgentData(int data) throws IOException {
		throw new SocketException("This socket sends no urgent data");
	}

	@Override
	public void setOption(int id, Object value) throws SocketException {
		Socket socket = io().blockingSocket();
		switch (id) {
			case SocketOptions.SO_TIMEOUT -> io().setTimeout((Integer) value);
			case SocketOptions.SO_LINGER ->
				socket.setSoLinger(value instanceof Integer, (value instanceof Integer seconds) ? seconds : 0);
			case SocketOptions.TCP_NODELAY -> socket.setTcpNoDelay((Boolean) value);
			case SocketOptions.SO_KEEPALIVE -> socket.setKeepAlive((Boolean) value);
			case SocketOptions.SO_REUSEADDR -> socket.setReuseAddress((Boolean) value);
			case SocketOptions.SO_OOBINLINE -> socket.setOOBInline((Boolean) value);
			case SocketOptions.SO_SNDBUF -> socket.setSendBufferSize((Integer) value);
			case SocketOptions.SO_RCVBUF -> socket.setReceiveBufferSize((Integer) value);
			case SocketOptions.IP_TOS -> socket.setTrafficClass((Integer) value);
			default -> throw new SocketException("Unknown option " + id);
		}
	}

	@Override
	public Object getOption(int id) throws SocketException {
		Socket socket = io().blockingSocket();
		return switch (id) {
			case SocketOptions.SO_TIMEOUT -> io().timeout();
			case SocketOptions.SO_LINGER -> socket.getSoLinger();
			case SocketOptions.TCP_NODELAY -> socket.getTcpNoDelay();
			case SocketOptions.SO_KEEPALIVE -> socket.getKeepAlive();
			case SocketOptions.SO_REUSEADDR -> socket.getReuseAddress();
			case SocketOptions.SO_OOBINLINE -> socket.getOOBInline();
			case SocketOptions.SO_SNDBUF -> socket.getSendBufferSize();
			case SocketOptions.SO_RCVBUF -> socket.getReceiveBufferSize();
			case SocketOptions.IP_TOS -> socket.getTrafficClass();
			case SocketOptions.SO_BINDADDR -> socket.getLocalAddress();
			default -> throw new SocketException("Unknown option " + id);
		};
	}

	@Override
	protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
		if (option == NonBlockingReads.OPTION) {
			io().setNonBlockingReads((Boolean) value);
		}
		else if (option == PassingReads.OPTION) {
			io().setPassingReads((Boolean) value);
		}
		else if (option == WriteMode.OPTION) {
			io().setWriteMode((WriteMode) value);
		}
		else {
			io().channel().setOption(option, value);
		}
	}

	@Override
	protected <T> T getOption(SocketOption<T> option) throws IOException {
		if (option == NonBlockingReads.OPTION) {
			return option.type().cast(io().hasNonBlockingReads());
		}
		if (option == PassingReads.OPTION) {
			return option.type().cast(io().hasPassingReads());
		}
		return (option == WriteMode.OPTION) ? option.type().cast(io().writeMode()) : io().channel().getOption(option);
	}

	@Override
	protected Set<SocketOption<?>> supportedOptions() {
		Set<SocketOption<?>> supported = new HashSet<>();
		if (this.io != null) {
			supported.addAll(this.io.channel().supportedOptions());
		}
		supported.add(NonBlockingReads.OPTION);
		supported.add(PassingReads.OPTION);
		supported.add(WriteMode.OPTION);
		return supported;
	}

}
