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

package dev.sessions.testsupport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * A resolver that blocks until it is released. Names that end with {@code .invalid} have
 * no address; all others resolve to this machine.
 */
public final class HangingDns implements DnsResolver, AutoCloseable {

	private final CountDownLatch answers = new CountDownLatch(1);

	private final List<String> questions = new CopyOnWriteArrayList<>();

	private final List<String> good = new CopyOnWriteArrayList<>();

	/**
	 * The names that were looked up.
	 * @return a snapshot
	 */
	public List<String> questions() {
		return List.copyOf(this.questions);
	}

	/**
	 * Release all lookups, including later ones.
	 */
	public void answer() {
		this.answers.countDown();
	}

	/**
	 * Resolve a name without blocking.
	 * @param host the name
	 */
	public void answer(String host) {
		this.good.add(host);
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		if (InetAddressUtils.isIPv4(host)) {
			return new InetAddress[] { InetAddress.getByName(host) };
		}
		this.questions.add(host);
		if (!this.good.contains(host)) {
			awaitUninterruptibly();
		}
		if (host.endsWith(".invalid")) {
			throw new UnknownHostException(host);
		}
		return new InetAddress[] { Loopback.address() };
	}

	/**
	 * Ignores interruption, as the system's own lookup does.
	 */
	private void awaitUninterruptibly() {
		boolean interrupted = false;
		while (true) {
			try {
				this.answers.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

	@Override
	public void close() {
		answer();
	}

}
