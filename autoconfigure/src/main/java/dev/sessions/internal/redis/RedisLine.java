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

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.sessions.internal.concurrent.DaemonThread;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One connection to Redis that is opened on demand by a separate thread, and replaced
 * when it is lost. It is opened by the client of the application's factory, so it uses
 * the address, TLS, credentials and threads of the application. It is not the connection
 * that the application uses, so neither waits for the other's commands, and this one can
 * be dropped. Thread-safe.
 *
 * @param <C> the kind of connection
 */
final class RedisLine<C extends StatefulConnection<byte[], byte[]>> {

	private final LettuceConnectionFactory factory;

	private final Function<AbstractRedisClient, C> opening;

	private @Nullable CompletableFuture<C> current;

	private boolean closed;

	private RedisLine(LettuceConnectionFactory factory, Function<AbstractRedisClient, C> opening) {
		this.factory = factory;
		this.opening = opening;
	}

	/**
	 * Return a line for commands.
	 * @param factory the application's factory
	 * @return the line, not connected
	 */
	static RedisLine<StatefulConnection<byte[], byte[]>> forCommands(LettuceConnectionFactory factory) {
		return new RedisLine<>(factory, (client) -> {
			ByteArrayCodec codec = ByteArrayCodec.INSTANCE;
			return (client instanceof RedisClusterClient cluster) ? cluster.connect(codec)
					: ((RedisClient) client).connect(codec);
		});
	}

	/**
	 * Return a line for subscriptions.
	 * @param factory the application's factory
	 * @return the line, not connected
	 */
	static RedisLine<StatefulRedisPubSubConnection<byte[], byte[]>> forTopics(LettuceConnectionFactory factory) {
		return new RedisLine<>(factory, (client) -> {
			ByteArrayCodec codec = ByteArrayCodec.INSTANCE;
			return (client instanceof RedisClusterClient cluster) ? cluster.connectPubSub(codec)
					: ((RedisClient) client).connectPubSub(codec);
		});
	}

	/**
	 * Return the connection. A new one is opened if there is none or it was lost;
	 * concurrent callers receive the same future.
	 * @return the connection or the failure
	 */
	CompletableFuture<C> connection() {
		CompletableFuture<C> opened = new CompletableFuture<>();
		CompletableFuture<C> present;
		synchronized (this) {
			present = this.current;
			if (this.closed) {
				return CompletableFuture.failedFuture(closed());
			}
			if (present != null && isUsable(present)) {
				return present;
			}
			this.current = opened;
		}
		if (present != null) {
			CompletableFuture<Void> unused = end(present);
		}
		try {
			DaemonThread.shared("sessions-redis", () -> open(opened)).start();
		}
		catch (OutOfMemoryError ex) {
			opened.completeExceptionally(ex);
		}
		return opened;
	}

	/**
	 * Return the connection if it is open now.
	 * @return the connection, or {@code null} if it is not open
	 */
	@Nullable C open() {
		CompletableFuture<C> present;
		synchronized (this) {
			present = this.current;
		}
		return (present != null && present.isDone() && isUsable(present)) ? present.join() : null;
	}

	private static boolean isUsable(CompletableFuture<? extends StatefulConnection<?, ?>> present) {
		return !present.isDone() || (!present.isCompletedExceptionally() && present.join().isOpen());
	}

	private void open(CompletableFuture<C> opened) {
		try {
			AbstractRedisClient client = this.factory.getNativeClient();
			if (client == null) {
				throw new IllegalStateException("The connection factory of Redis is stopped");
			}
			C connection = this.opening.apply(client);
			if (!opened.complete(connection)) {
				CompletableFuture<Void> unused = connection.closeAsync();
			}
		}
		catch (RuntimeException | Error ex) {
			opened.completeExceptionally(ex);
		}
	}

	/**
	 * Drop a connection that does not respond. Its commands fail, and the next caller
	 * receives a new one. Has no effect on a connection that is already dropped or not
	 * yet open.
	 * @param connection the connection
	 */
	void drop(CompletableFuture<C> connection) {
		synchronized (this) {
			if (!connection.isDone() || this.current != connection) {
				return;
			}
			this.current = null;
		}
		CompletableFuture<Void> unused = end(connection);
	}

	/**
	 * Close the connection permanently.
	 * @return a future that completes when the connection is closed
	 */
	CompletableFuture<Void> close() {
		CompletableFuture<C> present;
		synchronized (this) {
			this.closed = true;
			present = this.current;
			this.current = null;
		}
		return (present != null) ? end(present) : CompletableFuture.completedFuture(null);
	}

	private static CompletableFuture<Void> end(CompletableFuture<? extends StatefulConnection<?, ?>> connection) {
		connection.completeExceptionally(closed());
		return connection.isCompletedExceptionally() ? CompletableFuture.completedFuture(null) : end(connection.join());
	}

	/**
	 * Close a connection, unless the application's Redis client has closed it: Lettuce
	 * logs a warning when a connection is closed twice.
	 */
	private static CompletableFuture<Void> end(StatefulConnection<?, ?> connection) {
		boolean ended = connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed();
		return ended ? CompletableFuture.completedFuture(null) : connection.closeAsync();
	}

	private static IllegalStateException closed() {
		return new IllegalStateException("The shared store is closed");
	}

}
