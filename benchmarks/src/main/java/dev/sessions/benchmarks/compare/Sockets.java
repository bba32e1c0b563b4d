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

import dev.sessions.benchmarks.client.Peer;

/**
 * What lies between client and server.
 */
enum Sockets {

	/**
	 * Nothing: what is seen is the client's own cost.
	 */
	MEMORY("sockets in memory") {
		@Override
		boolean has(Peer peer) {
			return peer.inMemory();
		}
	},

	/**
	 * The operating system, and a server in another process.
	 */
	LOOPBACK("loopback") {
		@Override
		boolean has(Peer peer) {
			return peer.overLoopback();
		}
	};

	private final String label;

	Sockets(String label) {
		this.label = label;
	}

	abstract boolean has(Peer peer);

	@Override
	public String toString() {
		return this.label;
	}

}
