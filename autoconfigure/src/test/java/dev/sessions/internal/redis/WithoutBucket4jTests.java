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

package dev.sessions.internal.redis;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import dev.sessions.internal.shared.SharedMap;
import dev.sessions.testsupport.RedisServer;
import io.lettuce.core.ClientOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a {@link RedisStore} without Bucket4j, or without its module for Lettuce, on
 * the class path: its classes are loaded again by a class loader that hides these.
 */
class WithoutBucket4jTests {

	@ParameterizedTest
	@ValueSource(strings = { "bucket4j", "bucket4j_jdk17-lettuce" })
	void onlySharedPermitsNeedIt(String missing) throws Exception {
		assertThat(run(missing)).isEqualTo("The shared rate limit needs Bucket4j: add"
				+ " com.bucket4j:bucket4j_jdk17-lettuce to the class path, or limit each instance separately by"
				+ " shared.rate-limit: false");
	}

	@Test
	void withBucket4jThereAreSharedPermits() throws Exception {
		assertThat(run("nothing")).isEqualTo("0");
	}

	private static Object run(String missing) throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains(missing))
			.map(WithoutBucket4jTests::url)
			.toArray(URL[]::new);
		try (RedisServer redis = RedisServer.start();
				URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> application = loader.loadClass(Application.class.getName());
			assertThat(application.getClassLoader()).isSameAs(loader);
			return application.getDeclaredMethod("run", int.class).invoke(null, redis.port());
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static final class Application {

		private Application() {
		}

		public static String run(int port) {
			LettuceConnectionFactory factory = RedisStoreTests.factory(port, ClientOptions.create());
			try (RedisStore store = new RedisStore(factory, "app")) {
				store.probe().join();
				SharedMap name = new SharedMap("topic", "limit");
				return String.valueOf(store.permits(name, 1, Duration.ofHours(1)).reserve(Duration.ZERO).join());
			}
			catch (IllegalStateException ex) {
				return ex.getMessage();
			}
			finally {
				factory.destroy();
			}
		}

	}

}
