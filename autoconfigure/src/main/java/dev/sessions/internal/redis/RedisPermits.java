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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.shared.SharedPermits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.SimpleBucketListener;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Permits in a bucket of Bucket4j. The bucket is refilled completely at the start of each
 * period and expires when it is not used. Requests made while another one is in flight
 * are sent as one batch. Thread-safe.
 */
final class RedisPermits implements SharedPermits {

	/**
	 * The time for which a full bucket is kept.
	 */
	private static final Duration KEPT = Duration.ofMinutes(1);

	private final RedisCalls calls;

	private final byte[] key;

	private final BucketConfiguration configuration;

	private @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

	private @Nullable AsyncBucketProxy bucket;

	/**
	 * Create permits. The bucket is created in Redis with the first use.
	 * @param calls executes commands
	 * @param key the key of the bucket
	 * @param limit the number of permits in each period
	 * @param period the period
	 */
	RedisPermits(RedisCalls calls, byte[] key, int limit, Duration period) {
		this.calls = calls;
		this.key = key;
		Bandwidth bandwidth = Bandwidth.builder().capacity(limit).refillIntervally(limit, period).build();
		this.configuration = BucketConfiguration.builder().addLimit(bandwidth).build();
	}

	@Override
	public CompletableFuture<Long> reserve(Duration maxWait) {
		Wait wait = new Wait();
		long nanos = Math.max(1, TimeUnit.NANOSECONDS.convert(maxWait));
		return this.calls.call(
				(connected) -> bucket(connected).toListenable(wait).asScheduler().tryConsume(1, nanos, AtOnce.INSTANCE))
			.whenComplete((reserved, fault) -> {
				if (fault != null) {
					forget();
				}
			})
			.thenApply((reserved) -> reserved ? wait.nanos : -1L);
	}

	private synchronized AsyncBucketProxy bucket(RedisClusterAsyncCommands<byte[], byte[]> connected) {
		AsyncBucketProxy present = this.bucket;
		if (present == null || this.commands != connected) {
			present = builder(connected)
				.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
				.build()
				.asAsync()
				.builder()
				.withOptimization(Optimizations.batching())
				.build(this.key, () -> CompletableFuture.completedFuture(this.configuration));
			this.bucket = present;
			this.commands = connected;
		}
		return present;
	}

	private static LettuceBasedProxyManagerBuilder<byte[]> builder(
			RedisClusterAsyncCommands<byte[], byte[]> connected) {
		return (connected instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)
				? Bucket4jLettuce.casBasedBuilder(cluster)
				: Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) connected);
	}

	/**
	 * Discard the bucket after a failure: if a request failed before it was sent, later
	 * ones could wait for it forever.
	 */
	private synchronized void forget() {
		this.bucket = null;
	}

	/**
	 * The wait for one permit.
	 */
	private static final class Wait extends SimpleBucketListener {

		private volatile long nanos;

		@Override
		public void onDelayed(long nanos) {
			this.nanos = nanos;
		}

	}

	/**
	 * Runs at once the task that Bucket4j schedules for the time of the permit, because
	 * the caller waits until that time. Has no thread.
	 */
	private static final class AtOnce extends ScheduledThreadPoolExecutor {

		private static final AtOnce INSTANCE = new AtOnce();

		AtOnce() {
			super(0);
		}

		@Override
		public @Nullable ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
			task.run();
			return null;
		}

	}

}
