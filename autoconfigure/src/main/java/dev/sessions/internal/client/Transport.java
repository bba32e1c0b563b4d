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

package dev.sessions.internal.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.sessions.internal.call.DeadlineEnforcer;
import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.call.TransportListeners;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.connection.ConnectTimings;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.resilience.ResilienceHandlers;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a session: one HttpClient with all policies in its chain and a
 * connection pool, and another one for each mount. Built at the first call; shared by a
 * session and its forks. Thread-safe.
 */
public final class Transport {

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final Clients clients;

	/**
	 * {@code null} for a transport that stands beside another one.
	 */
	private final @Nullable SideTransports sides;

	private final @Nullable SharedSession shared;

	private volatile TransportListener listener = TransportListener.NONE;

	private final CopyOnWriteArrayList<Consumer<FailedExchange>> failureListeners = new CopyOnWriteArrayList<>();

	private final ReentrantLock warming = new ReentrantLock();

	private volatile TimeSource time = TimeSource.SYSTEM;

	private volatile boolean warm;

	private volatile boolean refusing;

	private volatile boolean shuttingDown;

	/**
	 * Finds the transport behind a session.
	 * @param unwrap the session's method of that name
	 * @return the transport, or {@code null} if the session is an application's own
	 * implementation or a mock
	 */
	public static @Nullable Transport find(Function<Class<Transport>, @Nullable Transport> unwrap) {
		try {
			return unwrap.apply(Transport.class);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Create a transport. Nothing is built yet.
	 * @param settings the settings
	 * @param mounts the mounts
	 * @param hooks the hooks
	 * @param changes what else is to be done to the builder of the client
	 * @param shared what the session shares, or {@code null}
	 */
	public Transport(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes, @Nullable SharedSession shared) {
		this(settings, mounts, hooks, changes, shared, SystemDefaultDnsResolver.INSTANCE);
	}

	Transport(TransportSettings settings, List<Mount> mounts, Hooks hooks, List<Consumer<HttpClientBuilder>> changes,
			@Nullable SharedSession shared, DnsResolver dns) {
		this(settings, mounts, hooks, changes, shared, dns, new SideTransports(settings, mounts, hooks, changes));
	}

	private Transport(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes, @Nullable SharedSession shared, DnsResolver dns,
			@Nullable SideTransports sides) {
		this.settings = settings;
		this.mounts = List.copyOf(mounts);
		this.clients = new Clients(settings, this.mounts, hooks, new ConnectTimings(dns, this::listener), changes,
				shared);
		this.sides = sides;
		this.shared = shared;
	}

	/**
	 * Create a transport that stands beside that of a session. Nothing is built yet.
	 */
	static Transport beside(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes) {
		return new Transport(settings, mounts, hooks, changes, null, SystemDefaultDnsResolver.INSTANCE, null);
	}

	public TransportSettings settings() {
		return this.settings;
	}

	/**
	 * What the session shares with other instances.
	 * @return the shared part, or {@code null} if it shares nothing
	 */
	public @Nullable SharedSession shared() {
		return this.shared;
	}

	/**
	 * The mounts.
	 * @return the mounts in the order in which they were given
	 */
	public List<Mount> mounts() {
		return this.mounts;
	}

	/**
	 * The settings that the last hop of a call obeyed.
	 * @param call the call
	 * @return the session's, or those of a mount
	 */
	public TransportSettings settings(ExchangeContext call) {
		return settings(call.mount());
	}

	TransportSettings settings(int mount) {
		return (mount == MountSelector.NONE) ? this.settings : this.mounts.get(mount - 1).settings();
	}

	/**
	 * Find out where the mounts stand.
	 * @param baseUrl the base URL, or {@code null} for none
	 * @return the mounts, or {@code null} if there are none
	 */
	public @Nullable MountSelector mounts(@Nullable URI baseUrl) {
		return MountSelector.of(this.mounts.stream().map(Mount::prefix).toList(), baseUrl);
	}

	/**
	 * What may keep requests from being sent.
	 * @return that of the session, and that of each mount
	 */
	public List<ResilienceHandlers> resilienceHandlers() {
		return allSettings().map((settings) -> ResilienceHandlers.of(settings.resilience(), this.shared)).toList();
	}

	private Stream<TransportSettings> allSettings() {
		return Stream.concat(Stream.of(this.settings), this.mounts.stream().map(Mount::settings));
	}

	/**
	 * The pools of this transport, seen as one. Asking them for numbers builds nothing.
	 * @return a view of the pools
	 */
	public PoolControl pool() {
		return new PoolControl(this.clients, this.settings, this.mounts);
	}

	/**
	 * The connection manager of the session. Each mount has another one.
	 * @return the connection manager, which the caller must not close
	 */
	public PoolingHttpClientConnectionManager connectionManager() {
		return Objects.requireNonNull(this.clients.get(MountSelector.NONE).connections(), "connections");
	}

	/**
	 * Sets the listener that learns of connections that do not come back. To be set
	 * before the first call.
	 * @param listener the listener
	 */
	public void onLeak(Consumer<LeaseHolder> listener) {
		this.clients.onLeak(listener);
	}

	PolicyClient client(int mount) {
		return this.clients.get(mount);
	}

	/**
	 * The transports for credentials and logins.
	 */
	SideTransports sides() {
		return Objects.requireNonNull(this.sides, "sides");
	}

	/**
	 * Replaces the network and the time, for tests. What the policies remember of earlier
	 * calls is forgotten. To be called while no call runs.
	 * @param simulation stands in for both
	 */
	public void simulate(Simulation simulation) {
		this.time = simulation.time();
		this.clients.simulate(simulation);
		if (this.sides != null) {
			this.sides.simulate(simulation);
		}
	}

	/**
	 * The time that calls are measured with.
	 * @return the time of the machine, unless it is simulated
	 */
	public TimeSource time() {
		return this.time;
	}

	/**
	 * Registers a listener. Registering an equal listener again has no effect.
	 * @param listener the listener
	 * @return whether the listener was added
	 */
	public synchronized boolean listen(TransportListener listener) {
		TransportListener before = this.listener;
		this.listener = TransportListeners.with(before, listener);
		return this.listener != before;
	}

	/**
	 * The listener that is notified of what the transport does.
	 */
	TransportListener listener() {
		return this.listener;
	}

	/**
	 * How many retries may be begun at once. With mounts, which have a budget each, those
	 * of the one that has the fewest.
	 * @return the number of retries
	 */
	public double retriesLeft() {
		return this.clients.built()
			.stream()
			.mapToDouble((client) -> client.chain().retriesLeft())
			.min()
			.orElse(this.settings.retry().budget().minPerSecond());
	}

	/**
	 * Registers a listener for each call that brings no response, or one with an error
	 * status. It is called in the thread of the call. Registering an equal listener again
	 * has no effect.
	 * @param listener the listener
	 */
	public void onFailure(Consumer<FailedExchange> listener) {
		this.failureListeners.addIfAbsent(listener);
	}

	/**
	 * Reports a call without a response, or with an error status.
	 * @param call the call
	 * @param status the status of the response, or 0 if there was none
	 * @param exception the exception that the caller gets, or {@code null} if there was a
	 * response
	 */
	public void failed(ExchangeContext call, int status, @Nullable Exception exception) {
		if (!this.failureListeners.isEmpty()) {
			FailedExchange failed = new FailedExchange(call, status, exception);
			this.failureListeners.forEach((listener) -> listener.accept(failed));
		}
	}

	/**
	 * Change the client after all that was done to its builder before. A change that was
	 * made already is not made again. Calls that run are not affected, and connections
	 * are kept.
	 * @param change is given the builder of the client
	 */
	public void change(Consumer<HttpClientBuilder> change) {
		this.clients.change(change);
	}

	/**
	 * Build the clients before the first call does. No connection is opened.
	 * @throws IllegalStateException if the session is closed
	 */
	public void build() {
		this.clients.get(MountSelector.NONE);
	}

	/**
	 * Whether connections are to be opened before they are needed.
	 * @return whether the settings, or those of a mount, ask for some
	 */
	public boolean needsWarmUp() {
		return allSettings().anyMatch((settings) -> settings.pool().warmUp() > 0);
	}

	/**
	 * Open the connections that the settings ask for before they are needed, those of
	 * mounts, too. Takes as long as that takes.
	 * @param target where they lead to, unless a mount says otherwise
	 * @throws IOException if one cannot be opened; those before it stay, and a mount's
	 * are opened all the same
	 */
	public void warmUp(RequestTarget target) throws IOException {
		if (needsWarmUp()) {
			// those that another thread is opening count, too
			this.warming.lock();
			try {
				this.clients.warmUp(target);
				this.warm = true;
			}
			finally {
				this.warming.unlock();
			}
		}
	}

	/**
	 * Whether the connections were opened that are to be opened before they are needed.
	 * @return whether they were, once
	 */
	public boolean isWarm() {
		return this.warm;
	}

	/**
	 * Begin no new calls. Those that run go on, with all that belongs to them: attempts,
	 * the waits between them, redirects.
	 */
	public void refuse() {
		this.refusing = true;
		this.shuttingDown = true;
	}

	/**
	 * Begin calls again.
	 */
	public void resume() {
		this.refusing = false;
		this.shuttingDown = false;
	}

	/**
	 * Begin calls once more before it is closed, for what is done at the very end of an
	 * application.
	 */
	public void allowLastCalls() {
		this.refusing = false;
	}

	/**
	 * Whether the application shuts down, even if last calls are begun.
	 * @return whether it does
	 */
	public boolean isShuttingDown() {
		return this.shuttingDown;
	}

	/**
	 * Whether no new calls are begun.
	 * @return whether it refuses them
	 */
	public boolean isRefusing() {
		return this.refusing;
	}

	/**
	 * Whether a call runs, or a body of one is still read.
	 * @return whether one does
	 */
	public boolean isBusy() {
		return DeadlineEnforcer.SHARED
			.isBusy((owner) -> owner instanceof SessionHttpClient client && client.isOver(this));
	}

	/**
	 * Close all connections at once. Closing again does nothing.
	 */
	public void close() {
		this.clients.close();
		if (this.sides != null) {
			this.sides.close();
		}
	}

	/**
	 * Whether it was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.clients.isClosed();
	}

}
