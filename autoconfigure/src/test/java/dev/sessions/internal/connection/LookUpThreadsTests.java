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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LookUpThreads}. A thread is a task that runs when a test starts it.
 */
class LookUpThreadsTests {

	private final List<Runnable> begun = new ArrayList<>();

	private final LookUpThreads threads = new LookUpThreads(8, 4, this.begun::add);

	private final List<String> asked = new ArrayList<>();

	private final LookUps pool = pool();

	@Test
	void nameIsLookedUpOnceForAllWaitingCalls() {
		LookUp first = this.threads.join(this.pool, "a.test", 80);
		assertThat(this.threads.join(this.pool, "a.test", 80)).isSameAs(first);
		assertThat(this.begun).hasSize(1);
	}

	@Test
	void newNamesOfPoolUseThreeOfItsFourThreads() {
		join(this.pool, "a.test", "b.test", "c.test", "d.test");
		assertThat(this.begun).hasSize(3);
		run(0);
		assertThat(this.asked).containsExactly("a.test", "d.test");
	}

	@Test
	void namesWithKnownAddressUseOneMoreThread() {
		join(this.pool, "good.test");
		run(0);
		join(this.pool, "a.test", "b.test", "c.test", "d.test", "good.test");
		assertThat(this.begun).hasSize(1 + 4);
		run(4);
		assertThat(this.asked).containsExactly("good.test", "good.test");
	}

	@Test
	void namesWithoutAddressDoNot() {
		join(this.pool, "no.invalid");
		run(0);
		join(this.pool, "a.test", "b.test", "c.test", "no.invalid");
		assertThat(this.begun).hasSize(1 + 3);
	}

	@Test
	void allPoolsShareTheMaximumOfThreads() {
		LookUps second = pool();
		LookUps third = pool();
		join(this.pool, "a.test", "b.test", "c.test");
		join(second, "a.test", "b.test", "c.test");
		join(third, "a.test");
		assertThat(this.begun).hasSize(6);
		run(0);
		assertThat(this.asked).containsExactly("a.test", "a.test");
	}

	@Test
	void waitingLookUpsOfOnePoolDelayNoOther() {
		LookUps other = pool();
		join(this.pool, "a.test", "b.test", "c.test", "d.test", "e.test");
		join(other, "x.test");
		assertThat(this.begun).hasSize(4);
	}

	@Test
	void abandonedLookUpDoesNotBegin() {
		join(this.pool, "a.test", "b.test", "c.test");
		LookUp given = this.threads.join(this.pool, "d.test", 80);
		join(this.pool, "e.test");
		assertThat(this.threads.leave(given)).isFalse();
		run(0);
		assertThat(this.asked).containsExactly("a.test", "e.test");
		assertThat(this.threads.join(this.pool, "d.test", 80)).isNotSameAs(given);
	}

	@Test
	void lookUpWithAnotherWaitingCallBegins() throws Exception {
		join(this.pool, "a.test", "b.test", "c.test");
		LookUp shared = this.threads.join(this.pool, "d.test", 80);
		Thread other = new Thread(() -> this.threads.leave(this.threads.join(this.pool, "d.test", 80)));
		other.start();
		other.join();
		run(0);
		assertThat(this.asked).containsExactly("a.test", "d.test");
		assertThat(shared.answer()).hasSize(1);
	}

	@Test
	void waitingLookUpsContinueIfThreadCannotBeStarted() {
		List<Runnable> tried = new ArrayList<>();
		LookUpThreads few = new LookUpThreads(8, 4, (task) -> {
			tried.add(task);
			throw new OutOfMemoryError("unable to create native thread");
		});
		for (String name : List.of("a.test", "b.test", "c.test", "d.test", "e.test")) {
			LookUp lookUp = few.join(this.pool, name, 80);
			assertThat(lookUp.isDone()).isTrue();
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(lookUp::answer)
				.withMessageContaining("unable to create native thread");
		}
		assertThat(tried).hasSize(5);
		assertThat(this.pool.running()).isZero();
	}

	private void join(LookUps pool, String... names) {
		for (String name : names) {
			this.threads.join(pool, name, 80);
		}
	}

	private void run(int number) {
		this.begun.get(number).run();
	}

	private LookUps pool() {
		return new LookUps(new DnsResolver() {

			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				LookUpThreadsTests.this.asked.add(host);
				if (host.endsWith(".invalid")) {
					throw new UnknownHostException(host);
				}
				return new InetAddress[] { InetAddress.getLoopbackAddress() };
			}

			@Override
			public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
				return List.of(new InetSocketAddress(resolve(host)[0], port));
			}

			@Override
			public @Nullable String resolveCanonicalHostname(String host) {
				return host;
			}

		}, this.threads);
	}

}
