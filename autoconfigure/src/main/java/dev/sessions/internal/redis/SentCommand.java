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

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PING} that reports when it is written. The thread of the connection writes it
 * after all earlier commands, and after reading everything that had arrived.
 */
final class SentCommand extends Command<byte[], byte[], String> {

	private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();

	SentCommand() {
		super(CommandType.PING, new StatusOutput<>(ByteArrayCodec.INSTANCE));
	}

	/**
	 * Return a future that completes when the command is written.
	 * @return the future, which also completes when the command fails or is cancelled
	 */
	CompletableFuture<?> sent() {
		return this.sent;
	}

	@Override
	public void encode(ByteBuf buffer) {
		super.encode(buffer);
		this.sent.complete(null);
	}

	@Override
	public void cancel() {
		super.cancel();
		this.sent.complete(null);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		this.sent.complete(null);
		return super.completeExceptionally(failure);
	}

}
