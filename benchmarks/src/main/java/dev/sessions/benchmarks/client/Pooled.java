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

package dev.sessions.benchmarks.client;

import java.net.URI;

import dev.sessions.Credentials;
import dev.sessions.Session;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/**
 * Clients for many threads, each with a limited number of connections.
 */
public enum Pooled {

	/**
	 * The reference of all ratios.
	 */
	BARE("HttpClient, default"),

	/**
	 * HttpClient with its {@code LAX} pool, which locks less.
	 */
	LAX("HttpClient, LAX pool"),

	/**
	 * HttpClient with its {@code OFFLOCK} pool, which opens and closes connections
	 * outside its lock.
	 */
	OFFLOCK("HttpClient, OFFLOCK pool"),

	/**
	 * {@code session.get(...).as(...)}.
	 */
	SESSION_VERB("Session, verb"),

	/**
	 * Sockets in a queue: approximately the limit of machine and server.
	 */
	RAW_SOCKETS("raw sockets");

	private final String label;

	Pooled(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Create a client.
	 * @param url the server's URL, without a path
	 * @param connections the maximum number of connections, all to this server
	 * @return the client
	 */
	public Client open(URI url, int connections) {
		return switch (this) {
			case BARE -> new BareHttpClient(url, httpClient(url, connections, PoolConcurrencyPolicy.STRICT));
			case LAX -> new BareHttpClient(url, httpClient(url, connections, PoolConcurrencyPolicy.LAX));
			case OFFLOCK -> new BareHttpClient(url, httpClient(url, connections, PoolConcurrencyPolicy.OFFLOCK));
			case SESSION_VERB -> new SessionVerb(session(url, connections));
			case RAW_SOCKETS -> new QueuedSockets(url, connections);
		};
	}

	private static CloseableHttpClient httpClient(URI url, int connections, PoolConcurrencyPolicy policy) {
		return Caller.httpClient(url)
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(connections)
				.setMaxConnPerRoute(connections)
				.setPoolConcurrencyPolicy(policy)
				.build())
			.build();
	}

	/**
	 * Create a session whose calls wait for a connection up to the total timeout, as
	 * HttpClient's do.
	 */
	static Session session(URI url, int connections) {
		Session session = Session.builder("benchmark")
			.baseUrl(url.toString())
			.auth(Credentials.bearer(Caller.TOKEN))
			.pool((pool) -> pool.withMaxConnections(connections))
			.timeout((timeout) -> timeout.withLease(timeout.total()))
			.build();
		session.cookies().set(Caller.COOKIE_NAME, Caller.COOKIE_VALUE);
		return session;
	}

}
