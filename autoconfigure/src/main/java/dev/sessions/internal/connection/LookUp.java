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

package dev.sessions.internal.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * The lookup of one host name, shared by all threads that wait for it. The waiting
 * threads and the begun flag are guarded by {@link LookUpThreads}.
 */
final class LookUp {

	private final LookUps owner;

	private final String host;

	private final int port;

	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

	private boolean begun;

	private @Nullable List<InetSocketAddress> answer;

	private @Nullable Throwable failure;

	private volatile boolean done;

	LookUp(LookUps owner, String host, int port) {
		this.owner = owner;
		this.host = host;
		this.port = port;
	}

	LookUps owner() {
		return this.owner;
	}

	String host() {
		return this.host;
	}

	int port() {
		return this.port;
	}

	/**
	 * Adds the current thread to the waiting ones.
	 */
	void join() {
		this.waiting.add(Thread.currentThread());
	}

	/**
	 * Removes the current thread from the waiting ones.
	 * @return whether no thread is waiting any more
	 */
	boolean leave() {
		this.waiting.remove(Thread.currentThread());
		return this.waiting.isEmpty();
	}

	void begin() {
		this.begun = true;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Calls the resolver, with the context class loader of the first caller.
	 */
	void run(DnsResolver resolver) {
		Thread.currentThread().setContextClassLoader(this.loader);
		try {
			this.answer = resolver.resolve(this.host, this.port);
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	void fail(Throwable reason) {
		this.failure = reason;
	}

	/**
	 * Wakes all waiting threads.
	 */
	void end() {
		this.done = true;
		this.waiting.forEach(LockSupport::unpark);
	}

	boolean isDone() {
		return this.done;
	}

	boolean hasAnswer() {
		return this.answer != null;
	}

	/**
	 * The result of the lookup. All waiting threads get the same
	 * {@code UnknownHostException}.
	 * @return the addresses
	 * @throws UnknownHostException if the host has no address
	 * @throws LookUps.GivenUpException if the lookup failed otherwise
	 */
	List<InetSocketAddress> answer() throws UnknownHostException {
		if (this.failure instanceof UnknownHostException unknown) {
			throw unknown;
		}
		if (this.answer == null) {
			throw new LookUps.GivenUpException(failed(this.host, this.failure));
		}
		return this.answer;
	}

	private static IOException failed(String host, @Nullable Throwable reason) {
		IOException failed = new ConnectException("The look-up of " + host + " failed: " + reason);
		failed.initCause(reason);
		return failed;
	}

}
