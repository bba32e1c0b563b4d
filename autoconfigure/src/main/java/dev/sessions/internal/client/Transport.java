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
 * The transport of a session: an HttpClient with its chain of policies and a connection
 * pool, and another one for each mount. Built at the first call, and shared by a session
 * and its forks. Thread-safe.
 */
public final class Transport {

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final Clients clients;

	/**
	 * {@code null} for an auxiliary transport.
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
	 * Finds the transport of a session.
	 * @param unwrap the session's {@code unwrap} method
	 * @return the transport, or {@code null} if the session is a custom implementation or
	 * a mock
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
	 * Create a transport without building its clients.
	 * @param settings the settings
	 * @param mounts the mounts
	 * @param hooks the hooks
	 * @param changes the customizers of the client builder
	 * @param shared the state shared with other instances, or {@code null} for none
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
	 * Create an auxiliary transport without building its clients.
	 */
	static Transport beside(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes) {
		return new Transport(settings, mounts, hooks, changes, null, SystemDefaultDnsResolver.INSTANCE, null);
	}

	public TransportSettings settings() {
		return this.settings;
	}

	/**
	 * The state that the session shares with other instances.
	 * @return the shared state, or {@code null} if nothing is shared
	 */
	public @Nullable SharedSession shared() {
		return this.shared;
	}

	/**
	 * The mounts.
	 * @return the mounts in their original order
	 */
	public List<Mount> mounts() {
		return this.mounts;
	}

	/**
	 * The settings of the last hop of a call.
	 * @param call the call
	 * @return the settings of the session or of a mount
	 */
	public TransportSettings settings(ExchangeContext call) {
		return settings(call.mount());
	}

	TransportSettings settings(int mount) {
		return (mount == MountSelector.NONE) ? this.settings : this.mounts.get(mount - 1).settings();
	}

	/**
	 * Create the selector of the mounts.
	 * @param baseUrl the base URL, or {@code null} for none
	 * @return the selector, or {@code null} if there are no mounts
	 */
	public @Nullable MountSelector mounts(@Nullable URI baseUrl) {
		return MountSelector.of(this.mounts.stream().map(Mount::prefix).toList(), baseUrl);
	}

	/**
	 * The resilience handlers, which may prevent requests from being sent.
	 * @return the handlers of the session, followed by those of each mount
	 */
	public List<ResilienceHandlers> resilienceHandlers() {
		return allSettings().map((settings) -> ResilienceHandlers.of(settings.resilience(), this.shared)).toList();
	}

	private Stream<TransportSettings> allSettings() {
		return Stream.concat(Stream.of(this.settings), this.mounts.stream().map(Mount::settings));
	}

	/**
	 * A combined view of the pools. Reading its statistics does not build the clients.
	 * @return the view
	 */
	public PoolControl pool() {
		return new PoolControl(this.clients, this.settings, this.mounts);
	}

	/**
	 * The connection manager of the session. Each mount has its own.
	 * @return the connection manager, which the caller must not close
	 */
	public PoolingHttpClientConnectionManager connectionManager() {
		return Objects.requireNonNull(this.clients.get(MountSelector.NONE).connections(), "connections");
	}

	/**
	 * Sets the listener for leaked connections. Must be called before the first call.
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
	 * Replaces the network and the time, for tests. Resets the state that policies keep
	 * between calls. Must be called while no call is running.
	 * @param simulation the simulation of both
	 */
	public void simulate(Simulation simulation) {
		this.time = simulation.time();
		this.clients.simulate(simulation);
		if (this.sides != null) {
			this.sides.simulate(simulation);
		}
	}

	/**
	 * The time source of calls.
	 * @return the system time, unless simulated
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
	 * The listener for the events of the transport.
	 */
	TransportListener listener() {
		return this.listener;
	}

	/**
	 * The number of retries currently left in the budget. With mounts, each of which has
	 * its own budget, the smallest of these numbers.
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
	 * Registers a listener for calls that fail without a response or with an error
	 * status. It is called in the thread of the call. Registering an equal listener again
	 * has no effect.
	 * @param listener the listener
	 */
	public void onFailure(Consumer<FailedExchange> listener) {
		this.failureListeners.addIfAbsent(listener);
	}

	/**
	 * Reports a call that failed without a response or with an error status.
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
	 * Apply a change to the client builder, after all earlier ones. Repeating a change
	 * has no effect. Running calls are not affected, and connections are kept.
	 * @param change the customizer of the builder
	 */
	public void change(Consumer<HttpClientBuilder> change) {
		this.clients.change(change);
	}

	/**
	 * Build the clients ahead of the first call. Opens no connections.
	 * @throws IllegalStateException if the session is closed
	 */
	public void build() {
		this.clients.get(MountSelector.NONE);
	}

	/**
	 * Whether the settings of the session or of a mount require warm-up connections.
	 * @return whether they do
	 */
	public boolean needsWarmUp() {
		return allSettings().anyMatch((settings) -> settings.pool().warmUp() > 0);
	}

	/**
	 * Open the warm-up connections of the session and its mounts. Blocks until all are
	 * open.
	 * @param target the target to connect to, unless a mount has its own
	 * @throws IOException if a connection cannot be opened; earlier ones remain open, and
	 * those of mounts are still attempted
	 */
	public void warmUp(RequestTarget target) throws IOException {
		if (needsWarmUp()) {
			// waits for a warm-up in another thread
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
	 * Whether the warm-up has ever completed.
	 * @return whether it has
	 */
	public boolean isWarm() {
		return this.warm;
	}

	/**
	 * Refuse new calls. Running calls continue, including their retries, waits and
	 * redirects.
	 */
	public void refuse() {
		this.refusing = true;
		this.shuttingDown = true;
	}

	/**
	 * Accept new calls again.
	 */
	public void resume() {
		this.refusing = false;
		this.shuttingDown = false;
	}

	/**
	 * Accept new calls again during shutdown, for the last calls of an application before
	 * the transport is closed.
	 */
	public void allowLastCalls() {
		this.refusing = false;
	}

	/**
	 * Whether the application is shutting down, even if last calls are accepted.
	 * @return whether it is
	 */
	public boolean isShuttingDown() {
		return this.shuttingDown;
	}

	/**
	 * Whether new calls are refused.
	 * @return whether they are
	 */
	public boolean isRefusing() {
		return this.refusing;
	}

	/**
	 * Whether a call is running, or its response body is still being read.
	 * @return whether one is
	 */
	public boolean isBusy() {
		return DeadlineEnforcer.SHARED
			.isBusy((owner) -> owner instanceof SessionHttpClient client && client.isOver(this));
	}

	/**
	 * Close all connections immediately. Closing again has no effect.
	 */
	public void close() {
		this.clients.close();
		if (this.sides != null) {
			this.sides.close();
		}
	}

	/**
	 * Whether the transport is closed.
	 * @return whether it is
	 */
	public boolean isClosed() {
		return this.clients.isClosed();
	}

}
