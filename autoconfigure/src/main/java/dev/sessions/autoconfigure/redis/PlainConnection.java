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

package dev.sessions.autoconfigure.redis;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.sessions.internal.net.Loopback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Warns of a connection to Redis that others can listen to.
 */
final class PlainConnection {

	private static final Logger logger = LoggerFactory.getLogger(PlainConnection.class);

	private PlainConnection() {
	}

	static void warnOf(LettuceConnectionFactory factory) {
		if (factory.isUseSsl()) {
			return;
		}
		List<String> others = hosts(factory).filter((host) -> !Loopback.isCertain(host)).sorted().toList();
		if (!others.isEmpty()) {
			logger.warn("What sessions share goes to Redis ({}) over a connection without TLS: "
					+ "set spring.data.redis.ssl.enabled", String.join(", ", others));
		}
	}

	private static Stream<String> hosts(LettuceConnectionFactory factory) {
		RedisClusterConfiguration cluster = factory.getClusterConfiguration();
		RedisSentinelConfiguration sentinel = factory.getSentinelConfiguration();
		if (cluster != null) {
			return hosts(cluster.getClusterNodes());
		}
		return (sentinel != null) ? hosts(sentinel.getSentinels()) : Stream.of(factory.getHostName());
	}

	private static Stream<String> hosts(Iterable<RedisNode> nodes) {
		return StreamSupport.stream(nodes.spliterator(), false).map(RedisNode::getRequiredHost);
	}

}
