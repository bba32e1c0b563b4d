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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedPermits;
import dev.sessions.internal.shared.SharedStore;
import io.lettuce.core.SetArgs;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * A store in Redis, standalone, with Sentinel or Cluster. A map is a hash with a field
 * for each entry; all keys of a topic are in one slot of a Cluster. Futures are completed
 * by threads of Lettuce, which must not be blocked. Thread-safe.
 */
public final class RedisStore implements SharedStore {

	/**
	 * The maximum number of entries for one execution of a script.
	 */
	static final int BATCH = 200;

	private static final long CLOSE_MILLIS = 1_000;

	private static final long PROBE_MILLIS = 60_000;

	private final String prefix;

	private final String writer = UUID.randomUUID().toString();

	private final RedisLine<?> line;

	private final RedisCalls calls;

	private final RedisTopics topics;

	/**
	 * Create a store that is not connected yet.
	 * @param factory the application's factory, which the store does not close
	 * @param prefix the prefix of the keys and channels
	 */
	public RedisStore(LettuceConnectionFactory factory, String prefix) {
		this.prefix = prefix;
		var commands = RedisLine.forCommands(factory);
		this.line = commands;
		this.calls = new RedisCalls(commands);
		this.topics = new RedisTopics(RedisLine.forTopics(factory), this.writer);
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		byte[] key = key(map, "");
		return this.calls.call((commands) -> {
			// a failure of this write must not prevent the read
			var unused = commands.pexpire(key, RedisBlob.millis(retention));
			return commands.hgetall(key);
		}).thenApply(RedisStore::entries);
	}

	private static List<SharedEntry> entries(Map<byte[], byte[]> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> RedisBlob.read(field.getKey(), field.getValue()))
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * {@inheritDoc} More than 200 entries are merged in several steps.
	 */
	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		List<byte[]> head = List.of(number(RedisBlob.millis(retention)), RedisBlob.bytes(channel(map.topic())),
				RedisMessage.head(this.writer, map.name()));
		List<CompletableFuture<List<byte[]>>> steps = run(RedisScript.MERGE, map, head, entries, RedisBlob::of);
		return all(steps).thenApply((done) -> steps.stream().flatMap((step) -> pairs(step.join()).stream()).toList());
	}

	private static List<SharedEntry> pairs(List<byte[]> pairs) {
		List<SharedEntry> entries = new ArrayList<>();
		for (int i = 0; i < pairs.size(); i += 2) {
			SharedEntry entry = RedisBlob.read(pairs.get(i), pairs.get(i + 1));
			if (entry != null) {
				entries.add(entry);
			}
		}
		return entries;
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return all(run(RedisScript.PURGE, map, List.of(), entries, RedisBlob::stamp));
	}

	/**
	 * Run a script for entries in batches.
	 */
	private <T> List<CompletableFuture<T>> run(RedisScript<T> script, SharedMap map, List<byte[]> head,
			Collection<SharedEntry> entries, Function<SharedEntry, byte[]> argument) {
		List<CompletableFuture<T>> steps = new ArrayList<>();
		for (List<SharedEntry> batch : batches(entries)) {
			List<byte[]> arguments = new ArrayList<>(head);
			for (SharedEntry entry : batch) {
				arguments.add(RedisBlob.bytes(entry.key()));
				arguments.add(argument.apply(entry));
			}
			steps.add(run(script, key(map, ""), arguments));
		}
		return steps;
	}

	private <T> CompletableFuture<T> run(RedisScript<T> script, byte[] key, List<byte[]> arguments) {
		return this.calls.call((commands) -> script.run(commands, key, arguments));
	}

	private static List<List<SharedEntry>> batches(Collection<SharedEntry> entries) {
		List<SharedEntry> all = List.copyOf(entries);
		List<List<SharedEntry>> batches = new ArrayList<>();
		int begin = 0;
		do {
			int end = Math.min(begin + BATCH, all.size());
			batches.add(all.subList(begin, end));
			begin = end;
		}
		while (begin < all.size());
		return batches;
	}

	private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> steps) {
		return CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return run(RedisScript.ACQUIRE, key(lock, ":lock"),
				List.of(RedisBlob.bytes(holder), number(RedisBlob.millis(lease))));
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return CompletableFuture.allOf(run(RedisScript.RELEASE, key(lock, ":lock"), List.of(RedisBlob.bytes(holder))));
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		if (!ClassUtils.isPresent("io.github.bucket4j.redis.lettuce.Bucket4jLettuce",
				RedisStore.class.getClassLoader())) {
			throw new IllegalStateException("The shared rate limit needs Bucket4j: add"
					+ " com.bucket4j:bucket4j_jdk17-lettuce to the class path, or limit each instance separately"
					+ " by shared.rate-limit: false");
		}
		// each limit has its own bucket, so that instances with different settings do
		// not interfere
		return new RedisPermits(this.calls, key(name, ":permits:" + limit + "/" + period), limit, period);
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		return this.topics.listen(topic, channel(topic), listener);
	}

	@Override
	public CompletableFuture<Void> probe() {
		return CompletableFuture
			.allOf(this.calls.call((commands) -> commands.set(RedisBlob.bytes(this.prefix + ":probe"),
					RedisBlob.bytes(this.writer), SetArgs.Builder.px(PROBE_MILLIS))));
	}

	@Override
	public CompletableFuture<?> settled() {
		return this.calls.settled();
	}

	@Override
	public void close() {
		try {
			CompletableFuture.allOf(this.topics.close(), this.line.close()).get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// the connections are dropped in any case
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String channel(String topic) {
		return this.prefix + ":{" + topic + "}";
	}

	private byte[] key(SharedMap map, String suffix) {
		return RedisBlob.bytes(channel(map.topic()) + ":" + map.name() + suffix);
	}

	private static byte[] number(long number) {
		return RedisBlob.bytes(Long.toString(number));
	}

	@Override
	public String toString() {
		return "redis";
	}

}
