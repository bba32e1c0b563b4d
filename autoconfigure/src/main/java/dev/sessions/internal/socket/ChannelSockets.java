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
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates sockets that {@link IdleConnectionCheck} can check. If the application has
 * replaced the JVM's sockets, or may use a SOCKS proxy for them, the JVM's or the
 * application's sockets are created.
 */
public final class ChannelSockets implements DetachedSocketFactory {

	/**
	 * The single, stateless instance.
	 */
	public static final ChannelSockets INSTANCE = new ChannelSockets();

	private ChannelSockets() {
	}

	@Override
	public Socket create(@Nullable Proxy socksProxy) throws IOException {
		if (socksProxy != null) {
			return new Socket(socksProxy);
		}
		return (areReplaced() || mayBeProxied() || !arePermitted()) ? new Socket() : new ChannelSocket();
	}

	/**
	 * Create an implementation for a subclass of {@link Socket}.
	 * @return the argument of its constructor, or {@code null} for the JVM's or the
	 * application's default
	 */
	public static @Nullable SocketImpl implementation() {
		return (areReplaced() || !arePermitted()) ? null : new ChannelSocketImpl();
	}

	/**
	 * Return whether the application has replaced all sockets. There is no getter, but
	 * setting a factory, even {@code null}, fails if there is one. If a security manager
	 * prevents the attempt, they may have been replaced.
	 */
	@SuppressWarnings("deprecation")
	private static boolean areReplaced() {
		try {
			Socket.setSocketImplFactory(null);
			return false;
		}
		catch (IOException | SecurityException ex) {
			return true;
		}
	}

	/**
	 * Return whether a security manager, if any, permits sockets with another
	 * implementation. The socket created here is not connected and holds no resources.
	 */
	@SuppressWarnings("resource")
	private static boolean arePermitted() {
		try {
			Socket unusedSocket = new ChannelSocket();
			return true;
		}
		catch (SocketException | SecurityException ex) {
			return false;
		}
	}

	/**
	 * Return whether the JVM's sockets may use a SOCKS proxy. They query the proxy
	 * selector at each connect, and the result of an application's selector is not known
	 * in advance.
	 */
	private static boolean mayBeProxied() {
		ProxySelector selector = ProxySelector.getDefault();
		return selector != null && (selector.getClass().getClassLoader() != null
				|| System.getProperty("socksProxyHost") != null || Boolean.getBoolean("java.net.useSystemProxies"));
	}

	/**
	 * A socket on top of a channel.
	 */
	private static final class ChannelSocket extends Socket {

		ChannelSocket() throws SocketException {
			super(new ChannelSocketImpl());
		}

	}

}
