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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.RedisServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the access token of three instances.
 */
@Tag("external-program")
@Timeout(180)
class SharedTokenClusterTests {

	private static final int THREADS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private static Path folder;

	@AutoClose
	private static Cluster cluster;

	@AutoClose
	private final RedisServer redis = RedisServer.start();

	private volatile int oldest = 1;

	private final AtomicInteger issued = new AtomicInteger();

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise((request, connection) -> {
		int token = Integer.parseInt(String.valueOf(request.header("Authorization")).substring("Bearer t".length()));
		((token >= this.oldest) ? Reply.ok("welcome").cookie("path=" + request.path().substring(1) + "; Path=/")
				: Reply.status(401))
			.send(request, connection);
	});

	/**
	 * Issues the tokens t1, t2 and so on, each valid for an hour.
	 */
	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise(
				(request, connection) -> Cluster.token("t" + this.issued.incrementAndGet()).send(request, connection));

	@BeforeAll
	@Timeout(180)
	static void start() {
		cluster = Cluster.start(folder);
	}

	private void open(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("token-uri=" + this.tokens.url("/token"));
		cluster.open(this.redis.port(), this.api.url(), all.toArray(String[]::new));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("RULE 38: one token request for 3 instances with 200 threads each, and one more when the token is rejected")
	void oneTokenRequestServesAllInstances(boolean cookies) {
		open("cookies=" + cookies);
		cluster.callFromManyThreads(THREADS);
		assertThat(this.tokens.requests()).hasSize(1);
		this.oldest = 2;
		cluster.callFromManyThreads(THREADS);
		assertThat(this.tokens.requests()).hasSize(2);
		int before = this.api.requests().size();
		cluster.callFromManyThreads(THREADS);
		assertThat(presentedSince(before)).hasSize(3 * THREADS).containsOnly("Bearer t2");
	}

	@Test
	@DisplayName("RULE 38: a rotated token is not sent after the new one was received")
	void rotatedTokenIsNotSentAgain() {
		open();
		assertThat(cluster.ask("text", "/first")).containsOnly("welcome");
		this.oldest = 2;
		// shared changes arrive in order, so the cookie shows that the token has arrived
		assertThat(cluster.get(0).ask("text", "/rotated")).isEqualTo("welcome");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(cluster.ask("cookies")).containsOnly("path=rotated"));
		int before = this.api.requests().size();
		cluster.callFromManyThreads(THREADS);
		assertThat(presentedSince(before)).hasSize(3 * THREADS).containsOnly("Bearer t2");
		assertThat(this.tokens.requests()).hasSize(2);
	}

	private List<String> presentedSince(int before) {
		List<ReceivedRequest> requests = this.api.requests();
		return requests.subList(before, requests.size())
			.stream()
			.map((request) -> String.valueOf(request.header("Authorization")))
			.toList();
	}

	@Test
	@DisplayName("RULE 51: when the instance that requests the token is killed, others get one within seconds")
	void killedInstanceFreesTheLock() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(Cluster.token("t0")), Cluster.token("t1"));
		open();
		CompletableFuture<String> lost = cluster.get(0).send("text", "/lost");
		gate.awaitArrivals(1);
		List<CompletableFuture<String>> waiting = List.of(cluster.get(1).send("text", "/waiting"),
				cluster.get(2).send("text", "/waiting"));
		await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
		assertThat(this.tokens.requests()).hasSize(1);
		assertThat(waiting).noneMatch(CompletableFuture::isDone);
		cluster.get(0).kill();
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(cluster.get(1).result(waiting.get(0))).isEqualTo("welcome");
		assertThat(cluster.get(2).result(waiting.get(1))).isEqualTo("welcome");
		System.out.println("Token after the kill of its holder: " + stopwatch.elapsed().toMillis() + " ms");
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(20));
		assertThat(this.tokens.requests()).hasSize(2);
		await().atMost(PATIENCE).until(lost::isCompletedExceptionally);
		gate.open();
		cluster.replace(0);
	}

}
