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

package dev.sessions.testapp;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses all connections of this JVM while it is closed, and counts the attempts. The
 * build installs it for all tests of this module.
 */
public final class Firewall extends SelectorProvider {

	private static final AtomicInteger attempts = new AtomicInteger();

	private static volatile boolean open;

	private final SelectorProvider provider = ofJdk();

	private static SelectorProvider ofJdk() {
		try {
			return (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider").getMethod("get").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return whether the JVM was started with the firewall.
	 */
	public static boolean isInstalled() {
		return SelectorProvider.provider() instanceof Firewall;
	}

	public static int attempts() {
		return attempts.get();
	}

	/**
	 * Allow connections until the result is closed.
	 */
	public static AutoCloseable open() {
		open = true;
		return () -> open = false;
	}

	@Override
	public SocketChannel openSocketChannel() throws IOException {
		if (!open) {
			attempts.incrementAndGet();
			throw new IOException("The firewall of the tests is closed");
		}
		return this.provider.openSocketChannel();
	}

	@Override
	public DatagramChannel openDatagramChannel() throws IOException {
		return this.provider.openDatagramChannel();
	}

	@Override
	public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
		return this.provider.openDatagramChannel(family);
	}

	@Override
	public Pipe openPipe() throws IOException {
		return this.provider.openPipe();
	}

	@Override
	public AbstractSelector openSelector() throws IOException {
		return this.provider.openSelector();
	}

	@Override
	public ServerSocketChannel openServerSocketChannel() throws IOException {
		return this.provider.openServerSocketChannel();
	}

}
