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
import java.util.List;

import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.compat.ClassicToAsyncAdaptor;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Compares sessions with HttpClient's asynchronous core behind its classic API, which is
 * how a session could support HTTP/2.
 */
public enum Multiplexed {

	/**
	 * The reference of all ratios.
	 */
	SESSION("Session, HTTP/1.1, 64 connections", HttpVersionPolicy.FORCE_HTTP_1) {

		@Override
		public Client open(URI url) {
			return new SessionVerb(Pooled.session(url, 64));
		}

	},

	/**
	 * As many connections as one HTTP/2 connection has streams.
	 */
	LARGE_SESSION("Session, HTTP/1.1, 256 connections", HttpVersionPolicy.FORCE_HTTP_1) {

		@Override
		public Client open(URI url) {
			return new SessionVerb(Pooled.session(url, 256));
		}

	},

	/**
	 * The cost of the asynchronous core alone.
	 */
	ASYNC("async core, HTTP/1.1, 64 connections", HttpVersionPolicy.FORCE_HTTP_1) {

		@Override
		public Client open(URI url) {
			return classic(url, HttpAsyncClients.custom()
				.setIOReactorConfig(REACTOR)
				.setDefaultCookieStore(Caller.cookies(url))
				.setDefaultHeaders(List.of(AUTHORIZATION))
				.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
					.setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
					.setMaxConnTotal(64)
					.setMaxConnPerRoute(64)
					.build())
				.build());
		}

	},

	/**
	 * All calls share one connection.
	 */
	HTTP_2("async core, HTTP/2, 1 connection", HttpVersionPolicy.FORCE_HTTP_2) {

		@Override
		public Client open(URI url) {
			return classic(url,
					HttpAsyncClients.customHttp2()
						.setIOReactorConfig(REACTOR)
						.setDefaultCookieStore(Caller.cookies(url))
						.setDefaultHeaders(List.of(AUTHORIZATION))
						.build());
		}

	};

	private static final BasicHeader AUTHORIZATION = new BasicHeader(HttpHeaders.AUTHORIZATION, Caller.AUTHORIZATION);

	private static final IOReactorConfig REACTOR = IOReactorConfig.custom().setTcpNoDelay(true).build();

	private final String label;

	private final HttpVersionPolicy versions;

	Multiplexed(String label, HttpVersionPolicy versions) {
		this.label = label;
		this.versions = versions;
	}

	public String label() {
		return this.label;
	}

	/**
	 * The HTTP version that the server has to speak.
	 * @return the version policy
	 */
	public HttpVersionPolicy versions() {
		return this.versions;
	}

	/**
	 * Create a client.
	 * @param url the server's URL, without a path
	 * @return the client
	 */
	public abstract Client open(URI url);

	private static Client classic(URI url, CloseableHttpAsyncClient client) {
		client.start();
		return new BareHttpClient(url, new ClassicToAsyncAdaptor(client, Timeout.ofMinutes(3)));
	}

}
