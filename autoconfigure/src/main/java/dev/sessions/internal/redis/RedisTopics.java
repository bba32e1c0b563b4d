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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedStore.Registration;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of a store. While there are listeners, a timer ensures every second
 * that a connection is open, responds and is subscribed to their topics. Thread-safe.
 */
final class RedisTopics {

	private static final Logger logger = LoggerFactory.getLogger(RedisTopics.class);

	private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final RedisLine<StatefulRedisPubSubConnection<byte[], byte[]>> line;

	private final String writer;

	/**
	 * The topics by channel.
	 */
	private final Map<String, RedisTopic> topics = new ConcurrentHashMap<>();

	private @Nullable Subscriptions subscriptions;

	private @Nullable Future<?> tick;

	private boolean closed;

	/**
	 * Create an object that is not connected yet.
	 * @param line the line for subscriptions
	 * @param writer the instance whose own messages are ignored
	 */
	RedisTopics(RedisLine<StatefulRedisPubSubConnection<byte[], byte[]>> line, String writer) {
		this.line = line;
		this.writer = writer;
	}

	/**
	 * Register a listener for a topic.
	 * @param topic the topic
	 * @param channel the channel of the topic
	 * @param listener the listener
	 * @return the registration
	 */
	Registration listen(String topic, String channel, SharedListener listener) {
		synchronized (this) {
			this.topics.computeIfAbsent(channel, (name) -> new RedisTopic(topic)).add(listener);
			if (this.tick == null && !this.closed) {
				this.tick = SharedTimer.INSTANCE.schedule(TICK_NANOS, this::tick);
			}
		}
		refresh();
		return () -> end(channel, listener);
	}

	private void end(String channel, SharedListener listener) {
		synchronized (this) {
			RedisTopic topic = this.topics.get(channel);
			if (topic == null || !topic.removeLast(listener)) {
				return;
			}
			this.topics.remove(channel);
		}
		refresh();
	}

	private void tick() {
		synchronized (this) {
			if (this.closed || this.topics.isEmpty()) {
				this.tick = null;
				return;
			}
			this.tick = SharedTimer.INSTANCE.schedule(TICK_NANOS, this::tick);
		}
		Subscriptions present = refresh();
		if (present != null) {
			present.ping();
		}
	}

	/**
	 * Open a connection if there is none, and update its subscriptions.
	 */
	private @Nullable Subscriptions refresh() {
		CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connection = this.line.connection();
		if (!connection.isDone()) {
			CompletableFuture<?> unused = connection.thenRun(this::refresh);
			return null;
		}
		if (connection.isCompletedExceptionally()) {
			return null;
		}
		synchronized (this) {
			Subscriptions present = this.subscriptions;
			if (present == null || present.connection != connection) {
				present = new Subscriptions(connection);
				this.subscriptions = present;
			}
			present.follow(this.topics.keySet());
			return present;
		}
	}

	/**
	 * Close the connection and end all registrations permanently.
	 * @return a future that completes when the connection is closed
	 */
	CompletableFuture<Void> close() {
		synchronized (this) {
			this.closed = true;
			this.topics.clear();
			if (this.tick != null) {
				this.tick.cancel(false);
			}
		}
		return this.line.close();
	}

	/**
	 * The subscriptions of one connection. Lettuce repeats them when it reconnects, but
	 * does not report a failure to do so. Therefore a lost connection is replaced.
	 */
	private final class Subscriptions extends RedisPubSubAdapter<byte[], byte[]> {

		private final CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connection;

		private final StatefulRedisPubSubConnection<byte[], byte[]> open;

		private final Set<String> channels = new HashSet<>();

		private volatile boolean pinging;

		Subscriptions(CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connection) {
			this.connection = connection;
			this.open = connection.join();
			this.open.addListener(this);
			this.open.addListener(new RedisConnectionStateAdapter() {

				@Override
				public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
					replace();
				}

			});
		}

		void follow(Set<String> wanted) {
			for (String channel : Set.copyOf(wanted)) {
				if (this.channels.add(channel)) {
					require(this.open.async().subscribe(RedisBlob.bytes(channel)));
				}
			}
			for (String channel : Set.copyOf(this.channels)) {
				if (!wanted.contains(channel)) {
					this.channels.remove(channel);
					require(this.open.async().unsubscribe(RedisBlob.bytes(channel)));
				}
			}
		}

		void ping() {
			if (!this.pinging) {
				this.pinging = true;
				require(this.open.async().ping().thenRun(() -> this.pinging = false));
			}
		}

		private void require(CompletionStage<?> answer) {
			CompletableFuture<?> unused = answer.thenApply((result) -> result)
				.toCompletableFuture()
				.orTimeout(RedisCalls.TIMEOUT_SECONDS, TimeUnit.SECONDS)
				.exceptionally((fault) -> {
					logger.debug("The subscriptions of the shared store are repeated", fault);
					replace();
					return null;
				});
		}

		private void replace() {
			RedisTopics.this.line.drop(this.connection);
		}

		@Override
		public void subscribed(byte[] channel, long count) {
			RedisTopic topic = RedisTopics.this.topics.get(RedisBlob.text(channel));
			if (topic != null) {
				topic.missed();
			}
		}

		@Override
		public void message(byte[] channel, byte[] body) {
			RedisTopic topic = RedisTopics.this.topics.get(RedisBlob.text(channel));
			if (topic != null) {
				topic.received(body, RedisTopics.this.writer);
			}
		}

	}

}
