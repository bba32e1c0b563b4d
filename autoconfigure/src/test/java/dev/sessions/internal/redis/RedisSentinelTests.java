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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a replica that Redis Sentinel promotes after the failure of its master.
 */
@Tag("external-program")
class RedisSentinelTests {

	private static final SharedMap MAP = new SharedMap("topic", "map");

	private static final Duration LONG = Duration.ofHours(1);

	@Test
	@Timeout(120)
	void storeContinuesWithTheReplica(@TempDir Path folder) throws Exception {
		try (RedisServer master = RedisServer.start();
				RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + master.port(),
						"--repl-diskless-sync-delay", "0");
				ExternalProgram sentinel = sentinel(folder, master.port())) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> replica.cli("INFO", "replication").contains("master_link_status:up"));
			LettuceConnectionFactory factory = new LettuceConnectionFactory(
					new RedisSentinelConfiguration().master("shop").sentinel("127.0.0.1", sentinel.port()));
			factory.afterPropertiesSet();
			try (GuardedStore store = new GuardedStore(new RedisStore(factory, "app"))) {
				store.merge(MAP, List.of(entry("before")), LONG).get(30, TimeUnit.SECONDS);
				assertThat(master.cli("WAIT", "1", "10000")).isEqualTo("1");
				awaitReplicas(sentinel.port());
				master.stop();
				Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> {
					store.merge(MAP, List.of(entry("after")), LONG).get(5, TimeUnit.SECONDS);
					return true;
				});
				assertThat(store.load(MAP, LONG).get(30, TimeUnit.SECONDS)).extracting(SharedEntry::key)
					.containsExactlyInAnyOrder("before", "after");
				assertThat(replica.cli("ROLE")).startsWith("master");
			}
			finally {
				factory.destroy();
			}
		}
	}

	private static SharedEntry entry(String key) {
		return new SharedEntry(key, 1, Long.MAX_VALUE, new byte[] { 1 });
	}

	private static ExternalProgram sentinel(Path folder, int master) throws IOException {
		int port = ExternalProgram.freePort();
		Path configuration = Files.writeString(folder.resolve("sentinel.conf"),
				"port " + port + "\nbind 127.0.0.1\nsentinel monitor shop 127.0.0.1 " + master
						+ " 1\nsentinel down-after-milliseconds shop 500\nsentinel failover-timeout shop 5000\n");
		return ExternalProgram.start(folder, port, "redis-server", configuration.toString(), "--sentinel");
	}

	/**
	 * Sentinel discovers the replicas through the master.
	 */
	private static void awaitReplicas(int sentinel) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> cli(sentinel, "SENTINEL", "REPLICAS", "shop").contains("127.0.0.1:"));
	}

	private static String cli(int port, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(ExternalProgram.require("redis-cli").toString(), "-p", String.valueOf(port)));
		command.addAll(List.of(arguments));
		return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
