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

package dev.sessions.internal.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.net.CanonicalHost;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.net.LiteralAddress;
import dev.sessions.settings.ProxyServer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connects through a SOCKS 5 proxy (RFC 1928), with a user name and
 * password if the proxy requires them (RFC 1929). The JDK's own SOCKS socket uses one
 * authenticator for the whole process, so two sessions could not have different
 * credentials.
 */
final class SocksSocket extends Socket {

	private static final int VERSION = 5;

	private static final int NO_AUTHENTICATION = 0;

	private static final int USERNAME_PASSWORD = 2;

	private static final int CONNECT = 1;

	private static final int IPV4 = 1;

	private static final int DOMAIN_NAME = 3;

	private static final int IPV6 = 4;

	private static final int MAX_TEXT = 255;

	private final ProxyServer server;

	private final InetSocketAddress address;

	/**
	 * Create a socket.
	 * @param server the proxy
	 * @param address the address of the proxy
	 * @param implementation the implementation of the socket, or {@code null} for the
	 * default of the JVM or the application
	 */
	SocksSocket(ProxyServer server, InetSocketAddress address, @Nullable SocketImpl implementation)
			throws SocketException {
		super(implementation);
		this.server = server;
		this.address = address;
	}

	/**
	 * Connect to a target.
	 * @param target the target; the proxy resolves its name if it is unresolved
	 * @param timeout the total time in milliseconds, 0 for no bound
	 */
	@Override
	public void connect(SocketAddress target, int timeout) throws IOException {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((timeout > 0) ? timeout : Integer.MAX_VALUE);
		int soTimeout = getSoTimeout();
		try {
			super.connect(this.address, timeout);
			negotiate(deadline);
			request((InetSocketAddress) target, deadline);
		}
		catch (InterruptedIOException | SocksException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new SocksException("refused the connection, closed it or cannot be reached", false, ex);
		}
		setSoTimeout(soTimeout);
	}

	private void negotiate(long deadline) throws IOException {
		String username = this.server.username();
		String password = this.server.password();
		if (username == null || password == null) {
			send(VERSION, 1, NO_AUTHENTICATION);
		}
		else {
			send(VERSION, 2, NO_AUTHENTICATION, USERNAME_PASSWORD);
		}
		byte[] choice = read(2, deadline);
		requireVersion(choice[0]);
		if (choice[1] == USERNAME_PASSWORD && username != null && password != null) {
			authenticate(username, password, deadline);
		}
		else if (choice[1] != NO_AUTHENTICATION) {
			throw new SocksException((username != null) ? "accepts no user name and password"
					: "requires a user name and password; set proxy.username and proxy.password", true, null);
		}
	}

	private void authenticate(String username, String password, long deadline) throws IOException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.write(1);
		writeText(message, username.getBytes(StandardCharsets.UTF_8), "user name");
		writeText(message, password.getBytes(StandardCharsets.UTF_8), "password");
		send(message);
		if (read(2, deadline)[1] != 0) {
			throw new SocksException("does not accept the user name and password", true, null);
		}
	}

	private void request(InetSocketAddress target, long deadline) throws IOException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes(new byte[] { VERSION, CONNECT, 0 });
		writeHost(message, target);
		message.write(target.getPort() >> 8);
		message.write(target.getPort());
		send(message);
		byte[] reply = read(4, deadline);
		requireVersion(reply[0]);
		if (reply[1] != 0) {
			throw failureOf(reply[1]);
		}
		read(boundAddressLength(reply[3], deadline) + 2, deadline);
	}

	private static void writeHost(ByteArrayOutputStream message, InetSocketAddress target) throws IOException {
		InetAddress address = target.isUnresolved()
				? LiteralAddress.plain(CanonicalHost.lenient(target.getHostString())) : target.getAddress();
		if (address != null) {
			byte[] bytes = address.getAddress();
			message.write((bytes.length == 4) ? IPV4 : IPV6);
			message.writeBytes(bytes);
		}
		else {
			message.write(DOMAIN_NAME);
			String name = HostName.of(target.getHostString());
			writeText(message, name.getBytes(StandardCharsets.US_ASCII), "host");
		}
	}

	private int boundAddressLength(int type, long deadline) throws IOException {
		return switch (type) {
			case IPV4 -> 4;
			case IPV6 -> 16;
			case DOMAIN_NAME -> read(1, deadline)[0] & 0xFF;
			default -> throw new SocksException("does not speak SOCKS 5", true, null);
		};
	}

	private static SocksException failureOf(int code) {
		return switch (code) {
			case 2 -> new SocksException("does not allow connections to the target", true, null);
			case 3 -> new SocksException("cannot reach the target's network", false, null);
			case 4 -> new SocksException("cannot reach the target", false, null);
			case 5 -> new SocksException("was refused a connection by the target", false, null);
			case 6 -> new SocksException("did not reach the target in time", false, null);
			case 7, 8 -> new SocksException("cannot connect to such a target", true, null);
			default -> new SocksException("failed to connect to the target", false, null);
		};
	}

	private static void requireVersion(int version) throws SocksException {
		if (version != VERSION) {
			throw new SocksException("does not speak SOCKS 5", true, null);
		}
	}

	private static void writeText(ByteArrayOutputStream message, byte[] text, String what) throws SocksException {
		if (text.length > MAX_TEXT) {
			throw new SocksException("cannot accept a " + what + " of more than " + MAX_TEXT + " bytes", true, null);
		}
		message.write(text.length);
		message.writeBytes(text);
	}

	private void send(int... bytes) throws IOException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (int b : bytes) {
			message.write(b);
		}
		send(message);
	}

	private void send(ByteArrayOutputStream message) throws IOException {
		getOutputStream().write(message.toByteArray());
	}

	/**
	 * Read exactly this many bytes, because what follows belongs to the target.
	 */
	private byte[] read(int length, long deadline) throws IOException {
		byte[] bytes = new byte[length];
		for (int count = 0; count < length;) {
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (left <= 0) {
				throw new SocketTimeoutException("The proxy did not answer in time");
			}
			setSoTimeout((int) left);
			int read = getInputStream().read(bytes, count, length - count);
			if (read < 0) {
				throw new SocksException("closed the connection", false, null);
			}
			count += read;
		}
		return bytes;
	}

}
