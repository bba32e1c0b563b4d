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

package dev.sessions.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.sessions.hook.Hooks;
import dev.sessions.proxy.Proxies;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * One HttpClient with all policies in its chain, and its connection pool. Built at the
 * first call; shared by a session and its forks. Thread-safe.
 */
public final class Transport {

	private static final DaemonTimer handshakeTimer = new DaemonTimer("sessions-handshake");

	private final TransportSettings settings;

	private final Hooks hooks;

	private final List<Consumer<HttpClientBuilder>> changes;

	private final DnsResolver dns;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Engine engine;

	private volatile boolean closed;

	/**
	 * Create a transport. Nothing is built yet.
	 * @param settings the settings
	 * @param hooks the hooks
	 * @param changes what else is to be done to the builder of the client
	 */
	public Transport(TransportSettings settings, Hooks hooks, List<Consumer<HttpClientBuilder>> changes) {
		this(settings, hooks, changes, SystemDefaultDnsResolver.INSTANCE);
	}

	Transport(TransportSettings settings, Hooks hooks, List<Consumer<HttpClientBuilder>> changes, DnsResolver dns) {
		this.settings = settings;
		this.hooks = hooks;
		this.changes = new ArrayList<>(changes);
		this.dns = dns;
	}

	public TransportSettings settings() {
		return this.settings;
	}

	/**
	 * The pool of this transport. Asking it for numbers builds nothing.
	 * @return a view of the pool
	 */
	public PoolControl pool() {
		return new PoolControl(this);
	}

	CloseableHttpClient client() {
		return engine().client();
	}

	long totalTimeoutNanos() {
		return this.settings.timeout().total().toNanos();
	}

	@Nullable PoolingHttpClientConnectionManager builtPool() {
		Engine current = this.engine;
		return (current != null) ? current.pool() : null;
	}

	PoolingHttpClientConnectionManager buildPool() {
		return engine().pool();
	}

	/**
	 * Change the client after all that was done to its builder before. A change that was
	 * made already is not made again. Calls that run are not affected, and connections
	 * are kept.
	 * @param change is given the builder of the client
	 */
	public void change(Consumer<HttpClientBuilder> change) {
		this.lock.lock();
		try {
			if (this.changes.contains(change)) {
				return;
			}
			this.changes.add(change);
			Engine current = this.engine;
			if (current != null) {
				this.engine = engine(current.pool(), current.proxies(), current.tls());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Open the connections that the settings ask for before they are needed. Takes as
	 * long as that takes.
	 * @param target where they lead to
	 * @throws IOException if one cannot be opened; those before it stay
	 */
	public void warmUp(ExchangeTarget target) throws IOException {
		if (this.settings.pool().warmUp() > 0) {
			Engine current = engine();
			WarmUp.open(clientBuilder(current.pool(), current.proxies(), current.tls()), current.pool(),
					this.settings.pool(), target);
		}
	}

	/**
	 * Close all connections at once. Closing again does nothing.
	 */
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.engine != null) {
				this.engine.client().close(CloseMode.IMMEDIATE);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether it was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.closed;
	}

	private Engine engine() {
		Engine current = this.engine;
		if (current == null) {
			this.lock.lock();
			try {
				if (this.closed) {
					throw new IllegalStateException("The session is closed");
				}
				current = this.engine;
				if (current == null) {
					current = build();
					this.engine = current;
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return current;
	}

	private Engine build() {
		Proxies proxies = Proxies.of(this.settings.proxy());
		Tls tls = new Tls(this.settings.ssl(), this.settings.timeout().connect(), handshakeTimer::schedule);
		PoolingHttpClientConnectionManager pool = ConnectionPool.create(this.settings, proxies, tls, this.dns);
		IdleEviction.start(pool, this.settings.pool().maxIdleTime(), tls);
		return engine(pool, proxies, tls);
	}

	private Engine engine(PoolingHttpClientConnectionManager pool, @Nullable Proxies proxies, Tls tls) {
		HttpClientBuilder builder = clientBuilder(pool, proxies, tls);
		this.changes.forEach((change) -> change.accept(builder));
		return new Engine(builder.build(), pool, proxies, tls);
	}

	private HttpClientBuilder clientBuilder(PoolingHttpClientConnectionManager pool, @Nullable Proxies proxies,
			Tls tls) {
		HttpClientBuilder builder = HttpClientBuilder.create()
			.setConnectionManager(pool)
			.setDefaultRequestConfig(requestConfig())
			.setConnectionReuseStrategy(new Persistence())
			.setKeepAliveStrategy(new KeepAlive());
		new Chain(this.settings, this.hooks, proxies, tls).install(builder);
		return builder;
	}

	private RequestConfig requestConfig() {
		return RequestConfig.custom()
			.setConnectionRequestTimeout(ConnectionPool.timeout(this.settings.timeout().lease()))
			.setResponseTimeout(ConnectionPool.timeout(this.settings.timeout().read()))
			.setConnectionKeepAlive(TimeValue.of(this.settings.pool().keepAlive()))
			.setProtocolUpgradeEnabled(false)
			.build();
	}

	/**
	 * What is built at the first call.
	 */
	private record Engine(CloseableHttpClient client, PoolingHttpClientConnectionManager pool,
			@Nullable Proxies proxies, Tls tls) {

	}

}
