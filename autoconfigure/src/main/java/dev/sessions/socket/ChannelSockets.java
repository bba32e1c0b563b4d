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

package dev.sessions.socket;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that {@link StaleCheck} can look at. Where the application has put
 * sockets of its own in place of the JVM's, or has the JVM's go by a SOCKS proxy, it gets
 * those.
 */
public final class ChannelSockets implements DetachedSocketFactory {

	/**
	 * The factory, which is as good as any other.
	 */
	public static final ChannelSockets INSTANCE = new ChannelSockets();

	private ChannelSockets() {
	}

	@Override
	public Socket create(@Nullable Proxy socksProxy) throws IOException {
		if (socksProxy != null) {
			return new Socket(socksProxy);
		}
		return (areReplaced() || mayBeProxied()) ? new Socket() : new ChannelSocket();
	}

	/**
	 * What a socket is made of that somebody else extends.
	 * @return what to give its constructor, or {@code null} if it is to take the JVM's
	 */
	public static @Nullable SocketImpl implementation() {
		return areReplaced() ? null : new ChannelSocketImpl();
	}

	/**
	 * Whether the application has replaced all sockets. There is no way to ask: but where
	 * there is a factory, none can be set, not even none.
	 */
	@SuppressWarnings("deprecation")
	private static boolean areReplaced() {
		try {
			Socket.setSocketImplFactory(null);
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * The JVM's sockets ask the proxy selector for a SOCKS proxy, each time they connect.
	 * What one of the application's will say is not known before.
	 */
	private static boolean mayBeProxied() {
		ProxySelector selector = ProxySelector.getDefault();
		return selector != null && (selector.getClass().getClassLoader() != null
				|| System.getProperty("socksProxyHost") != null || Boolean.getBoolean("java.net.useSystemProxies"));
	}

	/**
	 * A socket by a channel.
	 */
	private static final class ChannelSocket extends Socket {

		ChannelSocket() throws SocketException {
			super(new ChannelSocketImpl());
		}

	}

}
