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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.internal.shared.RecordedChanges;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.testsupport.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link RedisStore} with an available Redis.
 */
class RedisStoreTests extends RedisStoreContract {

	private static final String CHANNEL = "app:{topic}";

	private static RedisServer redis;

	private static LettuceConnectionFactory factory;

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
		factory = factory(redis.port(), ClientOptions.create());
	}

	static LettuceConnectionFactory factory(int port, ClientOptions options) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder().clientOptions(options).build());
		factory.afterPropertiesSet();
		return factory;
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		redis.close();
	}

	@Override
	LettuceConnectionFactory connections() {
		return factory;
	}

	@Override
	void flush() {
		redis.cli("FLUSHALL");
	}

	@Test
	void textShowsTheConfiguration() {
		assertThat(new GuardedStore(one())).hasToString("redis");
	}

	@Test
	void everyKeyIsOfTheTopicAndExpires() {
		done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
		done(one().acquire(MAP, "a", LONG));
		done(one().permits(MAP, 1, Duration.ofSeconds(5)).reserve(Duration.ZERO));
		done(one().probe());
		List<String> keys = redis.cli("KEYS", "*").lines().toList();
		assertThat(keys).containsExactlyInAnyOrder("app:{topic}:map", "app:{topic}:map:lock",
				"app:{topic}:map:permits:1/PT5S", "app:probe");
		assertThat(keys).allSatisfy((key) -> assertThat(Long.parseLong(redis.cli("PTTL", key))).isPositive());
		assertThat(Long.parseLong(redis.cli("TTL", "app:{topic}:map:permits:1/PT5S"))).isLessThanOrEqualTo(65);
	}

	@Test
	void otherNamespaceIsSeparate() {
		done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
		try (RedisStore stranger = new RedisStore(factory, "app2")) {
			assertThat(done(stranger.load(MAP, LONG))).isEmpty();
		}
	}

	@Test
	void anyDurationIsAccepted() {
		Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
		done(one().merge(MAP, List.of(entry("a", 1, "1")), longest));
		assertThat(done(one().load(MAP, longest))).hasSize(1);
		assertThat(done(one().acquire(MAP, "a", longest))).isTrue();
		assertThat(done(one().permits(MAP, 1, LONG).reserve(longest))).isZero();
		assertThat(done(one().permits(MAP, 1, LONG).reserve(longest))).isPositive();
	}

	@Test
	void scriptsAreSentAgainAfterTheyWereLost() {
		done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
		redis.cli("SCRIPT", "FLUSH");
		done(one().merge(MAP, List.of(entry("a", 2, "2")), LONG));
		assertThat(done(one().load(MAP, LONG))).extracting(SharedEntry::stamp).containsExactly(2L);
	}

	@Test
	void invalidFieldIsIgnoredAndReplaced() {
		redis.cli("HSET", "app:{topic}:map", "a", "short", "b", "");
		assertThat(done(one().load(MAP, LONG))).isEmpty();
		assertThat(done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG))).isEmpty();
		assertThat(done(one().load(MAP, LONG))).extracting(SharedEntry::key).containsExactly("a");
	}

	@Test
	void keyOfAnotherKindFails() {
		redis.cli("SET", "app:{topic}:map", "text");
		assertThatException().isThrownBy(() -> done(one().load(MAP, LONG))).withMessageContaining("WRONGTYPE");
		assertThatException().isThrownBy(() -> done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG)))
			.withMessageContaining("WRONGTYPE");
	}

	@Test
	void subscriptionSurvivesGarbage() {
		RecordedChanges listener = new RecordedChanges();
		subscribe(other(), "topic", listener);
		List<String> garbage = List.of("", "x", "\u0001", "\u0001\u007f\u007f\u007f\u007f", "\u0001aaaa",
				"x".repeat(1_000));
		for (String message : garbage) {
			assertThat(redis.cli("PUBLISH", CHANNEL, message)).isEqualTo("1");
		}
		done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
		awaitChanges(listener, "topic/map a=1");
		assertThat(listener.missedCount()).isEqualTo(1);
	}

	@Test
	void subscriptionSurvivesFailingListener() {
		AtomicInteger missed = new AtomicInteger();
		other().listen("topic", new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				throw new AssertionError("of the test");
			}

			@Override
			public void missed() {
				missed.incrementAndGet();
				throw new IllegalStateException("of the test");
			}

		});
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> missed.get() > 0);
		RecordedChanges listener = new RecordedChanges();
		other().listen("topic", listener);
		for (int i = 1; i < 3; i++) {
			done(one().merge(MAP, List.of(entry("a", i, "" + i)), LONG));
		}
		awaitChanges(listener, "topic/map a=1", "topic/map a=2");
	}

	@Test
	void subscriptionOfTheSecondProtocolStaysConnected() {
		LettuceConnectionFactory second = factory(redis.port(),
				ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
		try (RedisStore store = new RedisStore(second, "app")) {
			RecordedChanges listener = new RecordedChanges();
			subscribe(store, "topic", listener);
			String before = redis.cli("CLIENT", "LIST", "TYPE", "pubsub").replaceAll(" .*", "");
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> redis.cli("CLIENT", "LIST", "TYPE", "pubsub").contains("cmd=ping"));
			pass(Duration.ofSeconds(3));
			assertThat(redis.cli("CLIENT", "LIST", "TYPE", "pubsub").replaceAll(" .*", "")).isEqualTo(before);
			assertThat(listener.missedCount()).isEqualTo(1);
			done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
			awaitChanges(listener, "topic/map a=1");
		}
		finally {
			second.destroy();
		}
	}

	@Test
	void nothingRemainsAfterClose() {
		long before = clients();
		try (RedisStore store = new RedisStore(factory, "app")) {
			subscribe(store, "topic", new RecordedChanges());
			done(store.probe());
			done(store.permits(MAP, 1, LONG).reserve(Duration.ZERO));
			assertThat(clients()).isEqualTo(before + 2);
		}
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> clients() == before);
		assertThat(factory.getConnection().ping()).isEqualTo("PONG");
	}

	@Test
	void closedStoreFails() {
		RedisStore store = new RedisStore(factory, "app");
		RecordedChanges listener = new RecordedChanges();
		subscribe(store, "topic", listener);
		store.close();
		store.close();
		assertThatException().isThrownBy(() -> done(store.probe())).withMessageContaining("The shared store is closed");
		store.listen("topic", listener).end();
		done(one().merge(MAP, List.of(entry("a", 1, "1")), LONG));
		assertThat(listener.changes()).isEmpty();
	}

	private static long clients() {
		return redis.cli("CLIENT", "LIST").lines().count();
	}

}
