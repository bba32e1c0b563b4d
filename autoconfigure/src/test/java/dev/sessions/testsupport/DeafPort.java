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

/**
 * A port of the loopback interface that accepts connections and neither reads nor writes.
 */
public final class DeafPort implements AutoCloseable {

	private final ServerSocket listener;

	public DeafPort() {
		try {
			this.listener = new ServerSocket(0, 50, Loopback.address());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * A URL at this port.
	 * @param scheme the scheme
	 * @param path the part after the port
	 * @return the URL
	 */
	public String url(String scheme, String path) {
		return scheme + "://127.0.0.1:" + port() + path;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
