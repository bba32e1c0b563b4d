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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.testsupport.RedisServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the rate limit and the holds of three instances.
 */
@Tag("external-program")
@Timeout(180)
class SharedLimitClusterTests {

	private static final int LIMIT = 100;

	private static final int SECONDS = 30;

	private static final long HOLD_SECONDS = 5;

	@TempDir
	private static Path folder;

	@AutoClose
	private static Cluster cluster;

	@AutoClose
	private final RedisServer redis = RedisServer.start();

	private final List<Long> times = new CopyOnWriteArrayList<>();

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise((request, connection) -> {
		this.times.add(System.nanoTime());
		Reply.ok("welcome").send(request, connection);
	});

	@BeforeAll
	@Timeout(180)
	static void start() {
		cluster = Cluster.start(folder);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

	@Test
	@DisplayName("100 calls a second over 3 instances with 30 callers stay within 95 and 101 percent for 30 seconds")
	void rateLimitCountsAllInstances() {
		cluster.open(this.redis.port(), this.api.url(), "rate-limit=" + LIMIT);
		cluster.ask("begin", "10", "/limited");
		await().pollDelay(Duration.ofSeconds(SECONDS)).until(() -> true);
		assertThat(cluster.ask("end").stream().map(CallLoop.Result::parse))
			.allSatisfy((result) -> assertThat(result.failure()).isEqualTo("null"));
		// permits are renewed once a second, so the last half second has none
		long end = this.times.get(0) + Duration.ofSeconds(SECONDS).minusMillis(500).toNanos();
		long calls = this.times.stream().filter((time) -> time - end < 0).count();
		System.out.println("Calls in " + SECONDS + " s at " + LIMIT + " calls a second: " + calls);
		assertThat(calls * 100.0 / (LIMIT * SECONDS)).isBetween(95.0, 101.0);
	}

	@Test
	@DisplayName("RULE 48: a 429 that one instance receives delays the others")
	void holdOfOneInstanceBindsTheOthers() {
		this.api.on("/held", Reply.status(429).header("Retry-After", String.valueOf(HOLD_SECONDS)), Reply.ok("held"));
		cluster.open(this.redis.port(), this.api.url(), "max-attempts=3");
		long begun = System.nanoTime();
		CompletableFuture<String> held = cluster.get(0).send("text", "/held");
		await().until(() -> !this.redis.cli("KEYS", "*:hold*").isEmpty());
		// shared changes arrive in order, so the cookie shows that the hold has arrived
		cluster.get(1).ask("set-cookie", "one", "1");
		cluster.get(2).ask("set-cookie", "other", "1");
		await().untilAsserted(() -> assertThat(cluster.ask("cookies")).containsOnly("one=1 other=1"));
		assertThat(cluster.get(1).ask("text", "/")).isEqualTo("welcome");
		assertThat(cluster.get(2).ask("text", "/")).isEqualTo("welcome");
		assertThat(cluster.get(0).result(held)).isEqualTo("held");
		assertThat(this.times).hasSize(2)
			.allSatisfy((time) -> assertThat(Duration.ofNanos(time - begun))
				.isGreaterThanOrEqualTo(Duration.ofSeconds(HOLD_SECONDS)));
	}

}
