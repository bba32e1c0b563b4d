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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.connection.ConnectTimings;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.pool.FairConnPool;
import dev.sessions.internal.retry.SharedHolds;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a transport: that of the session and one for each mount. Built at first
 * use. A change rebuilds them and keeps the connections. Thread-safe.
 */
final class Clients {

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final Hooks hooks;

	private final ConnectTimings timings;

	private final List<Consumer<HttpClientBuilder>> changes;

	private final ReentrantLock lock = new ReentrantLock();

	private final @Nullable SharedSession shared;

	private volatile @Nullable Consumer<LeaseHolder> leakListener;

	private @Nullable Simulation simulation;

	private @Nullable SharedHolds holds;

	private volatile List<PolicyClient> built = List.of();

	private volatile boolean closed;

	/**
	 * Creates the clients without building them.
	 * @param settings the settings of the session
	 * @param mounts the mounts, each with its own client
	 * @param hooks the hooks
	 * @param timings the DNS resolver and the timing of new connections
	 * @param changes the customizers of each client's builder
	 * @param shared the state shared with other instances, or {@code null} for none
	 */
	Clients(TransportSettings settings, List<Mount> mounts, Hooks hooks, ConnectTimings timings,
			List<Consumer<HttpClientBuilder>> changes, @Nullable SharedSession shared) {
		this.settings = settings;
		this.mounts = mounts;
		this.hooks = hooks;
		this.timings = timings;
		this.changes = new ArrayList<>(changes);
		this.shared = shared;
		// started here, so that the first call respects them
		this.holds = SharedHolds.start(shared, settings.retry(), TimeSource.SYSTEM);
	}

	/**
	 * The client of a mount, built if necessary.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 * @return the client
	 * @throws IllegalStateException if the session was closed before the clients were
	 * built
	 */
	PolicyClient get(int mount) {
		List<PolicyClient> current = this.built;
		return (current.isEmpty() ? build() : current).get(mount);
	}

	/**
	 * The client of a mount, if already built.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 * @return the client, or {@code null} if it has not been built
	 */
	@Nullable PolicyClient find(int mount) {
		List<PolicyClient> current = this.built;
		return current.isEmpty() ? null : current.get(mount);
	}

	/**
	 * The clients built so far.
	 * @return the client of the session, followed by those of its mounts in order, or an
	 * empty list
	 */
	List<PolicyClient> built() {
		return this.built;
	}

	/**
	 * The pools built so far.
	 * @return the pool of the session, followed by those of the mounts that have one
	 */
	List<FairConnPool> pools() {
		return this.built.stream().map(PolicyClient::pool).filter(Objects::nonNull).toList();
	}

	/**
	 * Sets the listener for leaked connections. Must be called before the clients are
	 * built.
	 */
	void onLeak(Consumer<LeaseHolder> listener) {
		this.leakListener = listener;
	}

	/**
	 * Replaces the network and the time. Rebuilds existing clients, which no longer share
	 * state with other instances.
	 */
	void simulate(Simulation simulation) {
		this.lock.lock();
		try {
			this.simulation = simulation;
			closeBuilt();
			this.built = List.of();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Applies a change to the clients, after all earlier ones. Repeating a change has no
	 * effect.
	 */
	void change(Consumer<HttpClientBuilder> change) {
		this.lock.lock();
		try {
			if (!this.changes.contains(change)) {
				this.changes.add(change);
				this.built.forEach((client) -> client.build(this.changes));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Opens the warm-up connections of each client, independently of the others.
	 * @param target the host to connect to, unless a mount has its own
	 * @throws IOException if a connection cannot be opened; earlier ones remain open, and
	 * those of other clients are still attempted
	 */
	void warmUp(RequestTarget target) throws IOException {
		IOException failure = null;
		for (int i = 0; i <= this.mounts.size(); i++) {
			Origin origin = (i == MountSelector.NONE) ? null : this.mounts.get(i - 1).prefix().origin();
			try {
				get(i).warmUp((origin != null) ? RequestTarget.of(origin) : target);
			}
			catch (IOException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Closes all connections immediately, and prevents further builds.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			closeBuilt();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closeBuilt() {
		this.built.forEach(PolicyClient::close);
		if (this.holds != null) {
			this.holds.close();
			this.holds = null;
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	private List<PolicyClient> build() {
		this.lock.lock();
		try {
			if (this.built.isEmpty()) {
				if (this.closed) {
					throw new IllegalStateException("The session is closed");
				}
				List<PolicyClient> clients = create();
				clients.forEach((client) -> client.build(this.changes));
				this.built = clients;
			}
			return this.built;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<PolicyClient> create() {
		List<PolicyClient> clients = new ArrayList<>();
		ClientParts parts = parts();
		clients.add(new PolicyClient(this.settings, parts,
				this.mounts.isEmpty() ? null : new MountHandler(MountSelector.NONE, this::get), this.timings));
		for (Mount mount : this.mounts) {
			clients.add(PolicyClient.of(mount, parts, new MountHandler(clients.size(), this::get), this.timings));
		}
		return List.copyOf(clients);
	}

	private ClientParts parts() {
		if (this.simulation != null) {
			return new ClientParts(this.hooks, null, null, this.leakListener, this.simulation);
		}
		return new ClientParts(this.hooks, this.shared, this.holds, this.leakListener, null);
	}

}
