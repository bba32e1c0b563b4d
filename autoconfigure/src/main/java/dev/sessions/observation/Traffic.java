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

package dev.sessions.observation;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpConnection;

/**
 * The bytes that all connections of a session have sent and received. HttpCore counts
 * them in any case, and the sum is computed on demand, so calls have no extra cost.
 * Thread-safe.
 */
final class Traffic {

	/**
	 * The counts of open connections, and of connections that were closed since the last
	 * sum.
	 */
	private final Map<HttpConnection, EndpointDetails> connections = new HashMap<>();

	private long sentBefore;

	private long receivedBefore;

	/**
	 * Called after a connection was opened.
	 * @param connection the connection
	 */
	synchronized void opened(HttpConnection connection) {
		forgetClosed();
		EndpointDetails details = connection.getEndpointDetails();
		if (details != null) {
			this.connections.put(connection, details);
		}
	}

	synchronized double sent() {
		forgetClosed();
		return this.sentBefore + sum(EndpointDetails::getSentBytesCount);
	}

	synchronized double received() {
		forgetClosed();
		return this.receivedBefore + sum(EndpointDetails::getReceivedBytesCount);
	}

	private long sum(ToLongFunction<EndpointDetails> bytes) {
		return this.connections.values().stream().mapToLong(bytes).sum();
	}

	private void forgetClosed() {
		Iterator<Map.Entry<HttpConnection, EndpointDetails>> all = this.connections.entrySet().iterator();
		while (all.hasNext()) {
			Map.Entry<HttpConnection, EndpointDetails> connection = all.next();
			if (!connection.getKey().isOpen()) {
				this.sentBefore += connection.getValue().getSentBytesCount();
				this.receivedBefore += connection.getValue().getReceivedBytesCount();
				all.remove();
			}
		}
	}

}
