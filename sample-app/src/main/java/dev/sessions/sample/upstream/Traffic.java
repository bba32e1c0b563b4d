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

package dev.sessions.sample.upstream;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * Counts requests and connections at the server, where the count is reliable. Clients are
 * identified by their {@code User-Agent}.
 */
public final class Traffic implements Filter {

	private final Map<String, Client> clients = new ConcurrentHashMap<>();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String agent = ((HttpServletRequest) request).getHeader(HttpHeaders.USER_AGENT);
		Client client = this.clients.computeIfAbsent((agent != null) ? agent : "", (name) -> new Client());
		client.requests.increment();
		client.connections.add(request.getServletConnection().getConnectionId());
		chain.doFilter(request, response);
	}

	/**
	 * The traffic of a client so far.
	 * @param userAgent the client
	 * @return the count
	 */
	public Count of(String userAgent) {
		Client client = this.clients.get(userAgent);
		return (client != null) ? new Count(client.requests.sum(), client.connections.size()) : new Count(0, 0);
	}

	/**
	 * Reset the count of a client.
	 * @param userAgent the client
	 */
	public void forget(String userAgent) {
		this.clients.remove(userAgent);
	}

	/**
	 * The traffic of a client.
	 *
	 * @param requests the number of its requests
	 * @param connections the number of connections that it opened
	 */
	public record Count(long requests, long connections) {

		/**
		 * The number of times that a connection was reused.
		 * @return the number of reuses
		 */
		public long reused() {
			return this.requests - this.connections;
		}

	}

	/**
	 * The counters of a client.
	 */
	private static final class Client {

		private final LongAdder requests = new LongAdder();

		private final Set<String> connections = ConcurrentHashMap.newKeySet();

	}

}
