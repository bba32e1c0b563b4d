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

package dev.sessions.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.RedisServer;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.TcpProxy;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of three instances whose Redis, or the network to it, fails for some seconds
 * while they make calls with short-lived tokens.
 */
@Tag("external-program")
@Timeout(180)
class SharedOutageTests {

	private static final String AFTERWARDS = "after0=1 after1=1 after2=1 during0=1 during1=1 during2=1 kept=1";

	/**
	 * The threads that may be started at any time, with their maximum numbers.
	 */
	private static final Map<String, Integer> SHARED_THREADS = Map.of("sessions-timer", 1, "sessions-background", 8,
			"command", 1, "lettuce-nioEventLoop--", processors(), "lettuce-eventExecutorLoop--", processors());

	@TempDir
	private static Path folder;

	@AutoClose
	private static Cluster cluster;

	@AutoClose
	private final RedisServer redis = RedisServer.start();

	@AutoClose
	private final TcpProxy network = new TcpProxy(this.redis.port());

	private final AtomicInteger issued = new AtomicInteger();

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise((request, connection) -> Cluster.token("t" + this.issued.incrementAndGet(), 2)
			.send(request, connection));

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Cluster.api());

	@BeforeAll
	@Timeout(180)
	static void start() {
		cluster = Cluster.start(folder);
	}

	private static int processors() {
		return Math.max(2, Runtime.getRuntime().availableProcessors());
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 51: no call fails while the store is unavailable, and nothing is lost or leaked afterwards")
	void callsContinueAndNothingIsLost(Fault fault) {
		cluster.open(this.network.port(), this.api.url(), "token-uri=" + this.tokens.url("/token"));
		cluster.get(0).ask("text", "/set/old/1");
		cluster.get(0).ask("text", "/set/kept/1");
		awaitCookies("kept=1 old=1");
		List<Integer> warnings = warnings();
		List<Map<String, Integer>> threads = threads();
		cluster.ask("begin", "2", "/call");
		begin(fault);
		setCookies("during");
		cluster.get(1).ask("text", "/remove/old");
		await().pollDelay(fault.duration).until(() -> true);
		end(fault);
		setCookies("after");
		awaitCookies(AFTERWARDS);
		assertCallsSucceeded(fault);
		assertThat(cluster.get(2).ask("text", "/")).isEqualTo(cluster.get(0).ask("text", "/"));
		assertWarnings(fault, warnings);
		assertNothingLeaks(threads);
		assertStored();
	}

	private static void setCookies(String name) {
		for (int i = 0; i < Cluster.SIZE; i++) {
			cluster.get(i).ask("text", "/set/" + name + i + "/1");
		}
	}

	private static void awaitCookies(String cookies) {
		await().untilAsserted(() -> assertThat(cluster.ask("cookies")).containsOnly(cookies));
	}

	private static void assertCallsSucceeded(Fault fault) {
		List<CallLoop.Result> results = cluster.ask("end").stream().map(CallLoop.Result::parse).toList();
		System.out.println("Calls while Redis is " + fault + " (number, failed, longest in ms): " + results);
		assertThat(results).allSatisfy((result) -> {
			assertThat(result.failure()).isEqualTo("null");
			assertThat(result.calls()).isPositive();
		});
	}

	private static void assertWarnings(Fault fault, List<Integer> before) {
		List<Integer> after = warnings();
		for (int i = 0; i < Cluster.SIZE; i++) {
			int warnings = after.get(i) - before.get(i);
			if (fault.isLasting) {
				assertThat(warnings).isEqualTo(1);
			}
			assertThat(warnings).isLessThanOrEqualTo(1);
		}
	}

	private static List<Integer> warnings() {
		return cluster.logs().stream().map((log) -> StringUtils.countOccurrencesOf(log, "is unavailable (")).toList();
	}

	private void assertNothingLeaks(List<Map<String, Integer>> before) {
		await().untilAsserted(() -> assertThat(connections()).isEqualTo(2 * Cluster.SIZE));
		await().untilAsserted(() -> {
			List<Map<String, Integer>> after = threads();
			for (int i = 0; i < Cluster.SIZE; i++) {
				Map<String, Integer> earlier = before.get(i);
				assertThat(after.get(i)).allSatisfy((name, count) -> assertThat(count).as(name)
					.isLessThanOrEqualTo(
							Math.max(earlier.getOrDefault(name, 0), SHARED_THREADS.getOrDefault(name, 0))));
			}
		});
	}

	private long connections() {
		return this.redis.cli("CLIENT", "LIST").lines().filter((line) -> !line.contains("cmd=client")).count();
	}

	private static List<Map<String, Integer>> threads() {
		return cluster.ask("threads")
			.stream()
			.map((line) -> Arrays.stream(line.split(" ", -1))
				.collect(Collectors.toMap((word) -> word.substring(0, word.indexOf('=')),
						(word) -> Integer.valueOf(word.substring(word.indexOf('=') + 1)))))
			.toList();
	}

	/**
	 * Verify that an instance that is opened again has the stored state.
	 */
	private void assertStored() {
		cluster.open(this.network.port(), this.api.url());
		awaitCookies(AFTERWARDS);
	}

	private void begin(Fault fault) {
		switch (fault) {
			case FROZEN -> this.redis.pause();
			case STOPPED -> this.redis.stop();
			case BEHIND_A_NETWORK_THAT_DROPS -> this.network.drop();
			case BEHIND_A_NETWORK_THAT_RESETS -> this.network.reset();
			case READ_ONLY -> this.redis.cli("REPLICAOF", "127.0.0.1", String.valueOf(ExternalProgram.freePort()));
			case FULL -> this.redis.cli("CONFIG", "SET", "maxmemory", "1");
		}
	}

	private void end(Fault fault) {
		switch (fault) {
			case FROZEN -> this.redis.resume();
			case STOPPED -> this.redis.restart();
			case BEHIND_A_NETWORK_THAT_DROPS -> this.network.pass();
			case BEHIND_A_NETWORK_THAT_RESETS -> this.network.reset();
			case READ_ONLY -> this.redis.cli("REPLICAOF", "NO", "ONE");
			case FULL -> this.redis.cli("CONFIG", "SET", "maxmemory", "0");
		}
	}

	/**
	 * The fault of Redis or of the network. A restarted Redis is empty.
	 */
	enum Fault {

		FROZEN(3, true), STOPPED(2, true), BEHIND_A_NETWORK_THAT_DROPS(5, true), BEHIND_A_NETWORK_THAT_RESETS(1, false),
		READ_ONLY(1, true), FULL(1, true);

		private final Duration duration;

		/**
		 * Whether every instance notices.
		 */
		private final boolean isLasting;

		Fault(int seconds, boolean isLasting) {
			this.duration = Duration.ofSeconds(seconds);
			this.isLasting = isLasting;
		}

	}

}
