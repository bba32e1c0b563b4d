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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;

/**
 * A script that Redis executes atomically. It is sent by its digest, and in full if Redis
 * does not know it yet. Immutable.
 *
 * @param <T> the type of the result
 */
final class RedisScript<T> {

	/**
	 * Merges pairs of field and blob, and publishes the given pairs that win. Returns the
	 * present pairs that win over given ones. Stamps are compared byte by byte, because
	 * Redis compares strings by the locale of its process.
	 */
	static final RedisScript<List<byte[]>> MERGE = new RedisScript<>(ScriptOutputType.MULTI, """
			local function newer(given, present)
				for i = 1, 8 do
					local a, b = string.byte(given, i), string.byte(present, i)
					if a ~= b then
						return a > b
					end
				end
				return false
			end
			local function frame(text)
				return struct.pack('>I4', #text) .. text
			end
			local won, older = {}, {}
			for i = 4, #ARGV, 2 do
				local present = redis.call('HGET', KEYS[1], ARGV[i])
				if present and #present >= 16 and not newer(ARGV[i + 1], present) then
					older[#older + 1] = ARGV[i]
					older[#older + 1] = present
				else
					redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
					won[#won + 1] = frame(ARGV[i]) .. frame(ARGV[i + 1])
				end
			end
			redis.call('PEXPIRE', KEYS[1], ARGV[1])
			if #won > 0 then
				redis.call('PUBLISH', ARGV[2], ARGV[3] .. table.concat(won))
			end
			return older
			""");

	/**
	 * Deletes fields whose blobs have the given stamps. The arguments are pairs of field
	 * and stamp.
	 */
	static final RedisScript<Long> PURGE = new RedisScript<>(ScriptOutputType.INTEGER, """
			for i = 1, #ARGV, 2 do
				local present = redis.call('HGET', KEYS[1], ARGV[i])
				if present and string.sub(present, 1, 8) == ARGV[i + 1] then
					redis.call('HDEL', KEYS[1], ARGV[i])
				end
			end
			return 1
			""");

	/**
	 * Acquires or prolongs the lock of a holder for a time in milliseconds.
	 */
	static final RedisScript<Boolean> ACQUIRE = new RedisScript<>(ScriptOutputType.BOOLEAN, """
			local present = redis.call('GET', KEYS[1])
			if present and present ~= ARGV[1] then
				return 0
			end
			redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
			return 1
			""");

	/**
	 * Releases the lock of a holder.
	 */
	static final RedisScript<Long> RELEASE = new RedisScript<>(ScriptOutputType.INTEGER, """
			if redis.call('GET', KEYS[1]) == ARGV[1] then
				redis.call('DEL', KEYS[1])
			end
			return 1
			""");

	private final ScriptOutputType type;

	private final byte[] text;

	private final String digest;

	private RedisScript(ScriptOutputType type, String text) {
		this.type = type;
		this.text = text.getBytes(StandardCharsets.US_ASCII);
		this.digest = Base16.digest(this.text);
	}

	/**
	 * Execute the script.
	 * @param commands the commands of the connection
	 * @param key the key that the script accesses
	 * @param arguments the arguments of the script
	 * @return the result
	 */
	CompletionStage<T> run(RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] key, List<byte[]> arguments) {
		byte[][] keys = { key };
		byte[][] values = arguments.toArray(byte[][]::new);
		CompletionStage<T> known = commands.evalsha(this.digest, this.type, keys, values);
		return known.exceptionallyCompose((fault) -> (fault instanceof RedisNoScriptException)
				? commands.eval(this.text, this.type, keys, values) : CompletableFuture.failedFuture(fault));
	}

}
