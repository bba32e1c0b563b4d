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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Executes commands. A connection without a response in time is replaced, because the
 * peer may have disappeared without closing it. Thread-safe.
 *
 * @param line the line that holds the connection
 */
record RedisCalls(RedisLine<StatefulConnection<byte[], byte[]>> line) {

	/**
	 * Longer than the wait of any caller, so that a slow response does not cost the
	 * connection.
	 */
	static final long TIMEOUT_SECONDS = 10;

	/**
	 * Execute commands as soon as there is a connection.
	 * @param <T> the type of the result
	 * @param operation sends the commands; may be called by any thread
	 * @return the result or the failure
	 */
	<T extends @Nullable Object> CompletableFuture<T> call(
			Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> operation) {
		CompletableFuture<StatefulConnection<byte[], byte[]>> connection = this.line.connection();
		return connection.thenCompose((open) -> operation.apply(commands(open)))
			.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
			.whenComplete((result, fault) -> {
				if (isTimeout(fault)) {
					this.line.drop(connection);
				}
			});
	}

	/**
	 * Return a future that completes once all earlier commands are sent and all responses
	 * that had arrived by then are read.
	 * @return the future, which completes at once if there is no connection
	 */
	CompletableFuture<?> settled() {
		StatefulConnection<byte[], byte[]> open = this.line.open();
		if (open == null) {
			return CompletableFuture.completedFuture(null);
		}
		SentCommand ping = new SentCommand();
		try {
			open.dispatch(ping);
			return ping.sent();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.completedFuture(null);
		}
	}

	private static RedisClusterAsyncCommands<byte[], byte[]> commands(StatefulConnection<byte[], byte[]> connection) {
		return (connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) ? cluster.async()
				: ((StatefulRedisConnection<byte[], byte[]>) connection).async();
	}

	private static boolean isTimeout(@Nullable Throwable fault) {
		return fault instanceof TimeoutException || fault instanceof RedisCommandTimeoutException
				|| (fault != null && fault.getCause() instanceof RedisCommandTimeoutException);
	}

}
