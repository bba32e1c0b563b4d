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
 * The look-up of one name, for all threads that wait for it. The threads that wait and
 * whether it has begun is guarded by {@link LookUpThreads}.
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
	 * The current thread waits.
	 */
	void join() {
		this.waiting.add(Thread.currentThread());
	}

	/**
	 * The current thread does not wait any more.
	 * @return whether no other thread waits
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
	 * Ask the resolver, in a thread that has the class loader of the caller that came
	 * first.
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
	 * Wakes all threads that wait.
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
	 * What came of it. The threads that waited share an {@code UnknownHostException}.
	 * @return the addresses
	 * @throws UnknownHostException if the host has none
	 * @throws LookUps.GivenUpException if they could not be asked for
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
