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
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.hook.Hooks;
import dev.sessions.resilience.Guards;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One HttpClient with all policies in its chain, and its connection pool; with mounts, a
 * pool for each of them besides. Built at the first call; shared by a session and its
 * forks. Thread-safe.
 */
public final class Transport {

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final boolean detectsLeaks;

	private final Engine engine;

	private final CredentialsClient credentialsClient;

	private final ReentrantLock listening = new ReentrantLock();

	private volatile @Nullable TransportListener listener;

	private volatile Explanation explanation = (failure, request, call) -> failure;

	private final CopyOnWriteArrayList<Consumer<FailedExchange>> failureListeners = new CopyOnWriteArrayList<>();

	private volatile boolean warm;

	private volatile boolean refusing;

	/**
	 * Create a transport. Nothing is built yet.
	 * @param settings the settings
	 * @param mounts the mounts
	 * @param hooks the hooks
	 * @param changes what else is to be done to the builder of the client
	 */
	public Transport(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes) {
		this(settings, mounts, hooks, changes, SystemDefaultDnsResolver.INSTANCE);
	}

	Transport(TransportSettings settings, List<Mount> mounts, Hooks hooks, List<Consumer<HttpClientBuilder>> changes,
			DnsResolver dns) {
		this.settings = settings;
		this.mounts = List.copyOf(mounts);
		this.detectsLeaks = ofAllLines().anyMatch((ofLine) -> !ofLine.pool().leakDetection().isZero());
		this.engine = new Engine(settings, this.mounts, hooks, new Opening(dns, this::listener), changes);
		this.credentialsClient = new CredentialsClient(settings);
	}

	public TransportSettings settings() {
		return this.settings;
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
		Line line = call.line();
		return (line != null) ? line.settings() : this.settings;
	}

	TransportSettings settings(int mount) {
		return (mount == Mounts.NONE) ? this.settings : this.mounts.get(mount - 1).settings();
	}

	/**
	 * Find out where the mounts stand.
	 * @param baseUrl the base URL, or {@code null} for none
	 * @return the mounts, or {@code null} if there are none
	 */
	public @Nullable Mounts mounts(@Nullable URI baseUrl) {
		return Mounts.of(this.mounts.stream().map(Mount::prefix).toList(), baseUrl);
	}

	/**
	 * What may keep requests from being sent.
	 * @return that of the session, and that of each mount
	 */
	public List<Guards> guards() {
		return ofAllLines().map((ofLine) -> Guards.of(ofLine.resilience())).toList();
	}

	private Stream<TransportSettings> ofAllLines() {
		return Stream.concat(Stream.of(this.settings), this.mounts.stream().map(Mount::settings));
	}

	/**
	 * The pools of this transport, seen as one. Asking them for numbers builds nothing.
	 * @return a view of the pools
	 */
	public PoolControl pool() {
		return new PoolControl(this.engine, this.settings, this.mounts);
	}

	/**
	 * Tell somebody of connections that do not come back, before the first call.
	 * @param listener is told
	 */
	public void onLeak(LeakListener listener) {
		this.engine.onLeak(listener);
	}

	/**
	 * Whether anybody looks for leaks, here or in a mount.
	 */
	boolean detectsLeaks() {
		return this.detectsLeaks;
	}

	CloseableHttpClient client() {
		return this.engine.client();
	}

	Line line(int mount) {
		return this.engine.lines().get(mount);
	}

	/**
	 * What somebody else is asked for a credential with.
	 */
	SessionHttpClient credentialsClient() {
		return this.credentialsClient.client();
	}

	/**
	 * Tell somebody what this transport does. One who is told already is not told twice.
	 * @param listener is told
	 * @return whether he was not told already
	 */
	public boolean listen(TransportListener listener) {
		this.listening.lock();
		try {
			TransportListener before = this.listener;
			TransportListener after = TransportListeners.with(before, listener);
			this.listener = after;
			return after != before;
		}
		finally {
			this.listening.unlock();
		}
	}

	/**
	 * Who is told what this transport does.
	 * @return the listener, or {@code null} if nobody wants to know
	 */
	@Nullable TransportListener listener() {
		return this.listener;
	}

	/**
	 * How many retries may be begun at once. With mounts, which have a budget each, those
	 * of the one that has the fewest.
	 * @return the number of retries
	 */
	public double retriesLeft() {
		return this.engine.builtLines()
			.stream()
			.mapToDouble((line) -> line.chain().retriesLeft())
			.min()
			.orElse(this.settings.retry().budget().minPerSecond());
	}

	/**
	 * Tell somebody of each call that brings no response, or one with an error status, in
	 * the thread of the call. One who is told already is not told twice.
	 * @param listener is told
	 */
	public void onFailure(Consumer<FailedExchange> listener) {
		this.failureListeners.addIfAbsent(listener);
	}

	/**
	 * Say what callers are told of failures.
	 * @param explanation knows it
	 */
	public void explainBy(Explanation explanation) {
		this.explanation = explanation;
	}

	Exception explain(IOException failure, ExchangeRequest request, ExchangeContext call) {
		return this.explanation.of(failure, request, call);
	}

	/**
	 * A call brought no response.
	 * @param request the request that it began with
	 * @param call the call
	 * @param exception what the caller is told
	 */
	public void failed(ExchangeRequest request, ExchangeContext call, Exception exception) {
		tell(request, call, 0, exception);
	}

	/**
	 * A call brought an error status.
	 */
	void refused(ExchangeRequest request, ExchangeContext call, int status) {
		tell(request, call, status, null);
	}

	private void tell(ExchangeRequest request, ExchangeContext call, int status, @Nullable Exception exception) {
		if (!this.failureListeners.isEmpty()) {
			FailedExchange failed = new FailedExchange(request, call, status, exception);
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
		this.engine.change(change);
	}

	/**
	 * Whether connections are to be opened before they are needed.
	 * @return whether the settings, or those of a mount, ask for some
	 */
	public boolean needsWarmUp() {
		return ofAllLines().anyMatch((ofLine) -> ofLine.pool().warmUp() > 0);
	}

	/**
	 * Open the connections that the settings ask for before they are needed, those of
	 * mounts, too. Takes as long as that takes.
	 * @param target where they lead to, unless a mount says otherwise
	 * @throws IOException if one cannot be opened; those before it stay
	 */
	public void warmUp(ExchangeTarget target) throws IOException {
		if (needsWarmUp()) {
			this.engine.warmUp(target);
			this.warm = true;
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
	}

	/**
	 * Begin calls again.
	 */
	public void resume() {
		this.refusing = false;
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
		return DeadlineWatch.SHARED.isBusy(this);
	}

	/**
	 * Close all connections at once. Closing again does nothing.
	 */
	public void close() {
		this.engine.close();
		this.credentialsClient.close();
	}

	/**
	 * Whether it was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.engine.isClosed();
	}

}
