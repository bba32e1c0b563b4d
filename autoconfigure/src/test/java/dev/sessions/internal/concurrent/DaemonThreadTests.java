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

package dev.sessions.internal.concurrent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonThreadTests {

	@AutoClose("countDown")
	private final CountDownLatch end = new CountDownLatch(1);

	@Test
	void sharedThreadKeepsNoClassLoaderOfItsCreator() throws Exception {
		Thread[] thread = new Thread[1];
		WeakReference<ClassLoader> loader = startedBy((task) -> {
			thread[0] = DaemonThread.shared("test", task);
			thread[0].start();
		});
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			System.gc();
			return loader.get() == null;
		});
		assertThat(thread[0].isAlive()).isTrue();
	}

	/**
	 * Create a thread by code that a class loader of its own has loaded.
	 * @return the loader, which nothing else refers to
	 */
	private WeakReference<ClassLoader> startedBy(Consumer<Runnable> creator) throws Exception {
		CreatorLoader loader = new CreatorLoader();
		Runnable task = await(this.end);
		Class<?> type = loader.define();
		type.getMethod("create", Consumer.class, Runnable.class).invoke(null, creator, task);
		return new WeakReference<>(loader);
	}

	private static Runnable await(CountDownLatch end) {
		return () -> {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		};
	}

	/**
	 * Code of an application that needs a thread.
	 */
	public static final class Creator {

		private Creator() {
		}

		public static void create(Consumer<Runnable> creator, Runnable task) {
			creator.accept(task);
		}

	}

	private static final class CreatorLoader extends ClassLoader {

		CreatorLoader() {
			super(DaemonThreadTests.class.getClassLoader());
		}

		Class<?> define() throws IOException {
			String name = Creator.class.getName();
			try (InputStream file = Creator.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
				byte[] code = file.readAllBytes();
				return defineClass(name, code, 0, code.length, new ProtectionDomain(null, null, this, null));
			}
		}

	}

}
