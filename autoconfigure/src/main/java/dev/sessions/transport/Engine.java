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
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.sessions.auth.Origin;
import dev.sessions.hook.Hooks;
import dev.sessions.pool.FairConnPool;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The client of a transport and the lines under it, built when they are first needed. A
 * change of the client is a new one over the same lines. Thread-safe.
 */
final class Engine {

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final Hooks hooks;

	private final Opening opening;

	private final List<Consumer<HttpClientBuilder>> changes;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable LeakListener leakListener;

	private volatile @Nullable Built built;

	private volatile boolean closed;

	/**
	 * Create an engine. Nothing is built yet.
	 * @param settings the settings of the session's own line
	 * @param mounts the mounts, which have a line each
	 * @param hooks the hooks
	 * @param opening how connections are opened
	 * @param changes what else is to be done to the builder of the client
	 */
	Engine(TransportSettings settings, List<Mount> mounts, Hooks hooks, Opening opening,
			List<Consumer<HttpClientBuilder>> changes) {
		this.settings = settings;
		this.mounts = mounts;
		this.hooks = hooks;
		this.opening = opening;
		this.changes = new ArrayList<>(changes);
	}

	CloseableHttpClient client() {
		return built().client();
	}

	/**
	 * The lines.
	 * @return the session's own, and those of its mounts in their order
	 */
	List<Line> lines() {
		return built().lines();
	}

	/**
	 * The lines, if they were built.
	 * @return the same, or none
	 */
	List<Line> builtLines() {
		Built current = this.built;
		return (current != null) ? current.lines() : List.of();
	}

	/**
	 * The pools, if they were built.
	 * @return the session's own, and those of its mounts that have one
	 */
	List<FairConnPool> builtPools() {
		return builtLines().stream().map(Line::pool).filter(Objects::nonNull).toList();
	}

	/**
	 * Tell somebody of connections that do not come back, if nothing is built yet.
	 */
	void onLeak(LeakListener listener) {
		this.leakListener = listener;
	}

	/**
	 * Change the client after all changes before. One that was made already is not made
	 * again.
	 */
	void change(Consumer<HttpClientBuilder> change) {
		this.lock.lock();
		try {
			if (this.changes.contains(change)) {
				return;
			}
			this.changes.add(change);
			Built current = this.built;
			if (current != null) {
				this.built = new Built(client(current.lines()), current.lines());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Open the connections that the settings ask for before they are needed.
	 * @param target where they lead to, unless a mount says otherwise
	 * @throws IOException if one cannot be opened; those before it stay
	 */
	void warmUp(ExchangeTarget target) throws IOException {
		List<Line> lines = lines();
		warmUp(lines.get(Mounts.NONE), target);
		for (int i = 0; i < this.mounts.size(); i++) {
			Origin origin = this.mounts.get(i).prefix().origin();
			warmUp(lines.get(i + 1), (origin != null)
					? ExchangeTarget.of(new HttpHost(origin.scheme(), origin.host(), origin.port())) : target);
		}
	}

	/**
	 * One line at a time, each as if it were alone.
	 */
	private static void warmUp(Line line, ExchangeTarget target) throws IOException {
		PoolSettings settings = line.settings().pool();
		if (line.pool() != null && settings.warmUp() > 0) {
			WarmUp.open(builder(List.of(line)), line.pool(), settings, target);
		}
	}

	/**
	 * Close all connections at once. Nothing is built any more.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.built != null) {
				this.built.client().close(CloseMode.IMMEDIATE);
				this.built.lines().forEach(Line::close);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	private Built built() {
		Built current = this.built;
		if (current == null) {
			this.lock.lock();
			try {
				if (this.closed) {
					throw new IllegalStateException("The session is closed");
				}
				current = this.built;
				if (current == null) {
					current = build();
					this.built = current;
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return current;
	}

	private Built build() {
		List<Line> lines = new ArrayList<>();
		lines.add(this.mounts.isEmpty() ? Line.alone(this.settings, this.hooks, this.opening)
				: Line.of(this.settings, this.hooks, this.opening));
		this.mounts.forEach((mount) -> lines.add(Line.of(mount, this.hooks, this.opening)));
		lines.stream()
			.map((line) -> line.chain().leaseWatch())
			.filter(Objects::nonNull)
			.forEach((watch) -> watch.tell(this.leakListener));
		return new Built(client(lines), List.copyOf(lines));
	}

	private CloseableHttpClient client(List<Line> lines) {
		HttpClientBuilder builder = builder(lines);
		this.changes.forEach((change) -> change.accept(builder));
		return builder.build();
	}

	private static HttpClientBuilder builder(List<Line> lines) {
		Line own = lines.get(Mounts.NONE);
		HttpClientBuilder builder = HttpClientBuilder.create()
			.setConnectionManager((lines.size() > 1) ? new LinePools(lines) : own.connections())
			.setDefaultRequestConfig(own.requestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build()))
			.setConnectionReuseStrategy(new Persistence())
			.setKeepAliveStrategy(new KeepAlive());
		Chain.install(lines, builder);
		return builder;
	}

	/**
	 * What is built together.
	 *
	 * @param client the client
	 * @param lines the session's own line, and those of its mounts in their order
	 */
	private record Built(CloseableHttpClient client, List<Line> lines) {

	}

}
