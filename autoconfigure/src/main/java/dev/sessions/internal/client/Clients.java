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
 * The clients of a transport, that of the session and one for each mount, built when they
 * are first needed. A change builds them anew over the same connections. Thread-safe.
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
	 * Creates the clients. Nothing is built yet.
	 * @param settings the settings of the session
	 * @param mounts the mounts, which have a client each
	 * @param hooks the hooks
	 * @param timings how connections are opened, and how long that takes
	 * @param changes what else is done to the builder of each client
	 * @param shared what the session shares with other instances, or {@code null}
	 */
	Clients(TransportSettings settings, List<Mount> mounts, Hooks hooks, ConnectTimings timings,
			List<Consumer<HttpClientBuilder>> changes, @Nullable SharedSession shared) {
		this.settings = settings;
		this.mounts = mounts;
		this.hooks = hooks;
		this.timings = timings;
		this.changes = new ArrayList<>(changes);
		this.shared = shared;
		// the first call is to know them
		this.holds = SharedHolds.start(shared, settings.retry(), TimeSource.SYSTEM);
	}

	/**
	 * The client of a mount.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 * @return the client
	 * @throws IllegalStateException if the session is closed and nothing was built
	 */
	PolicyClient get(int mount) {
		List<PolicyClient> current = this.built;
		return (current.isEmpty() ? build() : current).get(mount);
	}

	/**
	 * The client of a mount, if it was built.
	 * @param mount the number of the mount, or {@link MountSelector#NONE} for the session
	 * @return the client, or {@code null} if it was not built
	 */
	@Nullable PolicyClient find(int mount) {
		List<PolicyClient> current = this.built;
		return current.isEmpty() ? null : current.get(mount);
	}

	/**
	 * The clients, if they were built.
	 * @return that of the session and those of its mounts in their order, or none
	 */
	List<PolicyClient> built() {
		return this.built;
	}

	/**
	 * The pools, if they were built.
	 * @return that of the session, and those of its mounts that have one
	 */
	List<FairConnPool> pools() {
		return this.built.stream().map(PolicyClient::pool).filter(Objects::nonNull).toList();
	}

	/**
	 * Sets the listener that learns of leaked connections, before anything is built.
	 */
	void onLeak(Consumer<LeaseHolder> listener) {
		this.leakListener = listener;
	}

	/**
	 * Replaces the network and the time. Clients that were built are built anew, and
	 * share nothing with other instances.
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
	 * Changes the clients after all changes before. Repeating a change has no effect.
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
	 * Opens the connections that the settings ask for before they are needed, those of
	 * each client as if it were alone.
	 * @param target the host that they lead to, unless a mount names another one
	 * @throws IOException if one cannot be opened; those before it stay, and those of
	 * other clients are opened all the same
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
	 * Closes all connections at once. Nothing is built any more.
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
