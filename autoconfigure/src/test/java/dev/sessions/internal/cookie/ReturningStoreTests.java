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

package dev.sessions.internal.cookie;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of an instance with many jars whose store becomes available again.
 */
class ReturningStoreTests {

	private static final int FORKS = 200;

	@Test
	void returningStoreLoadsFewJarsAtOnce() {
		SlowLoads loads = new SlowLoads(new MemoryStore(TimeSource.SYSTEM));
		try (JarInstance instance = new JarInstance(loads.store())) {
			List<CookieJar> forks = IntStream.range(0, FORKS)
				.mapToObj((number) -> instance.jar().fork("user-" + number))
				.toList();
			instance.cut(Fault.FAIL);
			JarInstance.receive(instance.jar(), "a=1");
			await().until(() -> !instance.isAvailable());
			int before = loads.ended.get();
			instance.cut(Fault.NONE);
			await().until(() -> loads.ended.get() >= before + FORKS);
			assertThat(loads.mostAtOnce.get()).isBetween(2, 32);
			assertThat(forks).hasSize(FORKS);
		}
	}

	/**
	 * A store with slow loads.
	 */
	private static final class SlowLoads implements InvocationHandler {

		private final SharedStore delegate;

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger mostAtOnce = new AtomicInteger();

		private final AtomicInteger ended = new AtomicInteger();

		SlowLoads(SharedStore delegate) {
			this.delegate = delegate;
		}

		SharedStore store() {
			return (SharedStore) Proxy.newProxyInstance(SharedStore.class.getClassLoader(),
					new Class<?>[] { SharedStore.class }, this);
		}

		@Override
		public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
			Object result = method.invoke(this.delegate, arguments);
			if (!method.getName().equals("load")) {
				return result;
			}
			this.mostAtOnce.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			CompletableFuture<Object> answer = new CompletableFuture<>();
			SharedTimer.INSTANCE.after(TimeUnit.MILLISECONDS.toNanos(1), () -> {
				this.running.decrementAndGet();
				answer.complete(((CompletableFuture<?>) result).join());
				this.ended.incrementAndGet();
			});
			return answer;
		}

	}

}
