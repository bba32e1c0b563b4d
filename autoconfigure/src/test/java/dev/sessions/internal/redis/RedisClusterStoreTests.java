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
import java.util.UUID;
import java.util.stream.Stream;

import dev.sessions.testsupport.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Tests of a store in a Redis Cluster of three servers.
 */
@Tag("external-program")
class RedisClusterStoreTests extends RedisStoreContract {

	private static List<RedisServer> servers = List.of();

	private static LettuceConnectionFactory factory;

	private final String prefix = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		servers = Stream.generate(RedisServer::startOfCluster).limit(3).toList();
		List<String> nodes = servers.stream().map((server) -> "127.0.0.1:" + server.port()).toList();
		servers.get(0)
			.cli(Stream.of(List.of("--cluster", "create"), nodes, List.of("--cluster-yes"))
				.flatMap(List::stream)
				.toArray(String[]::new));
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> servers.stream().allMatch(RedisClusterStoreTests::isReady));
		factory = new LettuceConnectionFactory(new RedisClusterConfiguration(nodes));
		factory.afterPropertiesSet();
	}

	/**
	 * A server loses messages until its links to and from the other servers are
	 * established.
	 */
	private static boolean isReady(RedisServer server) {
		long links = server.cli("CLUSTER", "LINKS").lines().filter("direction"::equals).count();
		return server.cli("CLUSTER", "INFO").contains("cluster_state:ok") && links == 2L * (servers.size() - 1);
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		servers.forEach(RedisServer::close);
	}

	@Override
	LettuceConnectionFactory connections() {
		return factory;
	}

	/**
	 * A message of one test may arrive at another server during the next test.
	 */
	@Override
	String prefix() {
		return this.prefix;
	}

	@Override
	void flush() {
		servers.forEach((server) -> server.cli("FLUSHALL"));
	}

}
