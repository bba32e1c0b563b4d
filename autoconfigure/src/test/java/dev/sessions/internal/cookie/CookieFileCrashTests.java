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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.sessions.settings.CookieSettings;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that is killed while it writes its cookies leaves a complete file.
 */
class CookieFileCrashTests {

	private static final int KILLS = 8;

	private static final int COOKIES = 100;

	private final Random random = new Random();

	@TempDir
	private Path folder;

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void killedProcessLeavesTheOldOrTheNewFile() throws Exception {
		Path file = this.folder.resolve("jar");
		long rounds = 0;
		for (int i = 0; i < KILLS; i++) {
			Path output = this.folder.resolve("output");
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					Writer.class.getName(), file.toString())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			try {
				await().atMost(Duration.ofMinutes(1)).until(() -> Files.size(output) > 0 || !process.isAlive());
				// any moment during the next writes
				Thread.sleep(this.random.nextInt(300));
			}
			finally {
				process.destroyForcibly().waitFor();
			}
			assertThat(output).content(StandardCharsets.UTF_8).matches("\\.+");
			long round = round(file);
			assertThat(round).isGreaterThan(rounds);
			rounds = round;
		}
		assertThat(this.folder).isDirectoryNotContaining("glob:**corrupt*");
	}

	/**
	 * The round, which is the same for all cookies.
	 */
	private static long round(Path file) {
		CookieSettings settings = CookieSettings.defaults().withFile(file);
		try (CookieJar jar = CookieJar.open(settings, "parent", Runnable::run, Clock.systemUTC())) {
			List<StoredCookie> cookies = jar.list();
			assertThat(cookies).hasSize(COOKIES);
			List<String> values = cookies.stream().map(StoredCookie::value).distinct().toList();
			assertThat(values).hasSize(1);
			return Long.parseLong(values.get(0).substring(0, values.get(0).indexOf('-')));
		}
	}

	/**
	 * The other process: sets all cookies repeatedly, while each change is written at
	 * once.
	 */
	public static final class Writer {

		private Writer() {
		}

		public static void main(String[] args) throws Exception {
			ExecutorService atOnce = Executors.newSingleThreadExecutor();
			CookieSettings settings = CookieSettings.defaults().withFile(Path.of(args[0]));
			CookieJar jar = CookieJar.open(settings, "child", atOnce, Clock.systemUTC());
			List<StoredCookie> before = jar.list();
			long round = before.isEmpty() ? 0
					: Long.parseLong(before.get(0).value().substring(0, before.get(0).value().indexOf('-')));
			while (true) {
				round++;
				BasicHttpResponse response = new BasicHttpResponse(200);
				for (int i = 0; i < COOKIES; i++) {
					response.addHeader(HttpHeaders.SET_COOKIE, "c" + i + "=" + round + "-" + "x".repeat(1000));
				}
				jar.receive(response, "example.com", "/", true);
				atOnce.submit(() -> System.out.print('.')).get();
			}
		}

	}

}
