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

package dev.sessions.benchmarks.compare;

import java.io.IOException;

import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.server.NginxProcess;
import dev.sessions.benchmarks.server.Server;

/**
 * The transport between client and server.
 */
enum Sockets {

	/**
	 * In memory: only the client's own cost is measured.
	 */
	MEMORY("sockets in memory") {
		@Override
		boolean has(Peer peer) {
			return peer.inMemory();
		}
	},

	/**
	 * The loopback interface, with the server in another process.
	 */
	LOOPBACK("loopback") {
		@Override
		boolean has(Peer peer) {
			return peer.overLoopback();
		}
	},

	/**
	 * Loopback with TLS 1.3 and nginx.
	 */
	TLS("TLS 1.3 over loopback") {
		@Override
		boolean has(Peer peer) {
			return peer.overLoopback();
		}

		@Override
		boolean isPresent() {
			return NginxProcess.isInstalled();
		}

		@Override
		Server serve() throws IOException {
			return NginxProcess.start(true);
		}
	};

	private final String label;

	Sockets(String label) {
		this.label = label;
	}

	abstract boolean has(Peer peer);

	/**
	 * Whether the programs that these sockets need are installed.
	 * @return whether they are available
	 */
	boolean isPresent() {
		return true;
	}

	/**
	 * Start the server, if these sockets need one.
	 * @return the running server
	 * @throws IOException if it does not start
	 */
	Server serve() throws IOException {
		return LoopbackServer.start();
	}

	@Override
	public String toString() {
		return this.label;
	}

}
