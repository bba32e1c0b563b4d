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

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RedisMessage}.
 */
class RedisMessageTests {

	@Test
	void headIsAMessageWithoutEntries() {
		RedisMessage message = RedisMessage.read(RedisMessage.head("writer", "map:\u00e4"));
		assertThat(message.writer()).isEqualTo("writer");
		assertThat(message.map()).isEqualTo("map:\u00e4");
		assertThat(message.entries()).isEmpty();
	}

	@Test
	void partOfMessageIsInvalid() {
		byte[] whole = RedisMessage.head("writer", "map");
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatIllegalArgumentException().isThrownBy(() -> RedisMessage.read(part));
		}
	}

	@Test
	void garbageFailsWithOneException() {
		Random random = new Random(42);
		byte[] head = RedisMessage.head("writer", "map");
		for (int i = 0; i < 10_000; i++) {
			byte[] garbage = Arrays.copyOf(head, head.length + random.nextInt(40));
			for (int change = 0; change < 20; change++) {
				garbage[1 + random.nextInt(garbage.length - 1)] = (byte) random.nextInt(256);
			}
			try {
				RedisMessage.read(garbage);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasNoCause();
			}
		}
	}

}
