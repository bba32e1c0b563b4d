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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.shared.RecordedChanges;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedPermits;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.RedisServer;
import io.lettuce.core.ClientOptions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link RedisStore} with a Redis that is unavailable, hangs, returns empty, or
 * is read-only.
 */
class RedisFaultTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final SharedMap MAP = new SharedMap("topic", "map");

	private RedisServer redis = RedisServer.start();

	private LettuceConnectionFactory factory = RedisStoreTests.factory(this.redis.port(), ClientOptions.create());

	private RedisStore one = new RedisStore(this.factory, "app");

	private RedisStore other = new RedisStore(this.factory, "app");

	private final RecordedChanges listener = new RecordedChanges();

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
		this.factory.destroy();
		this.redis.close();
	}

	private static <T> T done(CompletableFuture<T> future) {
		return RedisStoreTests.done(future);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions();
	}

	private CompletableFuture<List<SharedEntry>> merge(RedisStore store, long stamp) {
		return store.merge(MAP, List.of(RedisStoreTests.entry("a", stamp, "" + stamp)), LONG);
	}

	private static void assertFails(CompletableFuture<?> future) {
		assertThatException().isThrownBy(() -> done(future));
	}

	private void awaitChange(long stamp) {
		await().untilAsserted(() -> {
			done(merge(this.one, stamp));
			assertThat(this.listener.changes()).contains("topic/map a=" + stamp);
		});
	}

	@Test
	void redisStartedLaterIsUsed() {
		this.redis.stop();
		this.other.listen("topic", this.listener);
		assertFails(this.one.probe());
		assertFails(merge(this.one, 1));
		this.redis.restart();
		done(this.one.probe());
		await().until(() -> this.listener.missedCount() > 0);
		awaitChange(2);
	}

	@Test
	void frozenRedisDelaysOperationsButNoCaller() {
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		done(this.one.probe());
		this.redis.pause();
		CompletableFuture<List<SharedEntry>> merged = merge(this.one, 1);
		CompletableFuture<Long> permit = this.one.permits(MAP, 1, LONG).reserve(Duration.ZERO);
		RedisStore late = new RedisStore(this.factory, "app");
		CompletableFuture<Void> unconnected = late.probe();
		late.listen("topic", new RecordedChanges());
		Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
		assertThat(merged).isNotDone();
		assertThat(permit).isNotDone();
		assertThat(unconnected).isNotDone();
		done(this.one.settled());
		done(late.settled());
		late.close();
		assertThat(unconnected).isCompletedExceptionally();
		this.redis.resume();
		assertThat(done(merged)).isEmpty();
		assertThat(done(permit)).isZero();
		await().until(() -> this.listener.changes().contains("topic/map a=1"));
		assertThat(this.redis.cli("CLIENT", "LIST")).isNotEmpty();
		await().until(() -> this.redis.cli("CLIENT", "LIST").lines().count() == 3);
	}

	@Test
	void unresponsiveConnectionsAreReplaced() {
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		done(this.one.probe());
		List<String> before = ids();
		this.redis.pause();
		assertFails(this.one.probe());
		Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
		this.redis.resume();
		await().until(() -> this.listener.missedCount() > 1);
		done(this.one.probe());
		await().untilAsserted(() -> assertThat(ids()).hasSize(2).doesNotContainAnyElementsOf(before));
		awaitChange(1);
	}

	private List<String> ids() {
		return this.redis.cli("CLIENT", "LIST")
			.lines()
			.filter((line) -> !line.contains("cmd=client"))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();
	}

	@Test
	void redisThatReturnsEmptyIsUsedAgain() {
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		SharedPermits permits = this.one.permits(MAP, 1, LONG);
		done(permits.reserve(Duration.ZERO));
		done(merge(this.one, 1));
		this.redis.stop();
		assertFails(this.one.probe());
		assertFails(permits.reserve(Duration.ZERO));
		int missed = this.listener.missedCount();
		this.redis.restart();
		await().untilAsserted(() -> assertThat(done(permits.reserve(Duration.ZERO))).isZero());
		await().untilAsserted(() -> done(this.one.probe()));
		await().until(() -> this.listener.missedCount() > missed);
		assertThat(done(this.one.load(MAP, LONG))).isEmpty();
		awaitChange(2);
	}

	@Test
	void lostConnectionsAreReplaced() {
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		done(this.one.probe());
		SharedPermits permits = this.one.permits(MAP, 10, LONG);
		done(permits.reserve(Duration.ZERO));
		for (int i = 1; i < 4; i++) {
			int missed = this.listener.missedCount();
			this.redis.cli("CLIENT", "KILL", "TYPE", "pubsub");
			this.redis.cli("CLIENT", "KILL", "TYPE", "normal");
			await().until(() -> this.listener.missedCount() > missed);
			awaitChange(i);
			assertThat(done(permits.reserve(Duration.ZERO))).isZero();
		}
		await().untilAsserted(() -> assertThat(ids()).hasSize(2));
	}

	@Test
	void readOnlyRedisAllowsReads() {
		done(merge(this.one, 1));
		this.redis.cli("REPLICAOF", "127.0.0.1", String.valueOf(ExternalProgram.freePort()));
		assertFails(this.one.probe());
		assertFails(merge(this.one, 2));
		assertFails(this.one.acquire(MAP, "a", LONG));
		assertThat(done(this.one.load(MAP, LONG))).extracting(SharedEntry::stamp).containsExactly(1L);
		this.redis.cli("REPLICAOF", "NO", "ONE");
		done(this.one.probe());
		done(merge(this.one, 2));
	}

	@Test
	void fullRedisFails() {
		done(this.one.probe());
		this.redis.cli("CONFIG", "SET", "maxmemory", "1");
		assertFails(this.one.probe());
		assertFails(merge(this.one, 2));
		this.redis.cli("CONFIG", "SET", "maxmemory", "0");
		done(this.one.probe());
	}

	@Test
	void stoppedFactoryFailsAndRestartedOneIsUsed() {
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		done(this.one.probe());
		this.factory.stop();
		assertThatException().isThrownBy(() -> done(this.one.probe()));
		this.factory.start();
		await().untilAsserted(() -> done(this.one.probe()));
		await().until(() -> this.listener.missedCount() > 1);
		awaitChange(1);
	}

	@Test
	void masterOfASentinelIsUsed(@TempDir Path directory) throws IOException {
		int port = ExternalProgram.freePort();
		Path configuration = Files.writeString(directory.resolve("sentinel.conf"),
				"port " + port + "\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 " + this.redis.port() + " 1\n");
		try (ExternalProgram sentinel = ExternalProgram.start(directory, port, "redis-server", configuration.toString(),
				"--sentinel")) {
			LettuceConnectionFactory watched = new LettuceConnectionFactory(
					new RedisSentinelConfiguration("main", Set.of("127.0.0.1:" + sentinel.port())));
			watched.afterPropertiesSet();
			try (RedisStore store = new RedisStore(watched, "app")) {
				RedisStoreContract.subscribe(store, "topic", this.listener);
				done(store.probe());
				awaitChange(1);
				assertThat(done(store.load(MAP, LONG))).hasSize(1);
			}
			finally {
				watched.destroy();
			}
		}
	}

	@Test
	void clusterIsUsed() {
		close();
		this.redis = RedisServer.start("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1",
				"--cluster-port", String.valueOf(ExternalProgram.freePort()));
		this.redis.cli("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
		await().until(() -> this.redis.cli("CLUSTER", "INFO").contains("cluster_state:ok"));
		this.factory = new LettuceConnectionFactory(
				new RedisClusterConfiguration(List.of("127.0.0.1:" + this.redis.port())));
		this.factory.afterPropertiesSet();
		this.one = new RedisStore(this.factory, "app");
		this.other = new RedisStore(this.factory, "app");
		RedisStoreContract.subscribe(this.other, "topic", this.listener);
		done(this.one.probe());
		assertThat(done(this.one.permits(MAP, 1, LONG).reserve(Duration.ZERO))).isZero();
		assertThat(done(this.other.permits(MAP, 1, LONG).reserve(Duration.ZERO))).isNegative();
		assertThat(done(this.one.acquire(MAP, "a", LONG))).isTrue();
		awaitChange(1);
		assertThat(done(this.other.load(MAP, LONG))).hasSize(1);
		int missed = this.listener.missedCount();
		this.redis.cli("CLIENT", "KILL", "TYPE", "pubsub");
		await().until(() -> this.listener.missedCount() > missed);
		done(this.one.purge(MAP, done(this.one.load(MAP, LONG))));
	}

}
