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

package dev.sessions.internal.shared;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.sessions.internal.concurrent.TimeSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Arbitrary values in a shared store.
 */
class ValueCipherInputTests {

	private static final String KEY = key(1);

	private static final SharedMap MAP = new SharedMap("topic", "token");

	private static final MemoryStore MEMORY = new MemoryStore(TimeSource.SYSTEM);

	/**
	 * Shared by all tries, because each store would log a warning.
	 */
	private static final EncryptedStore STORE = new EncryptedStore(MEMORY, "test", List.of(KEY),
			new SharedStatistics());

	private final ValueCipher cipher = new ValueCipher("test", List.of(KEY));

	@Provide
	Arbitrary<byte[]> values() {
		return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
	}

	/**
	 * Bytes that resemble a stored value as closely as a sender can produce them.
	 */
	@Provide
	Arbitrary<byte[]> garbage() {
		byte[] head = Arrays.copyOf(this.cipher.seal(MAP, entry(new byte[0])), 5);
		Arbitrary<byte[]> version = Arbitraries.bytes().between((byte) 0, (byte) 2).array(byte[].class).ofSize(1);
		Arbitrary<byte[]> prefix = Arbitraries.oneOf(Arbitraries.just(head), version, Arbitraries.just(new byte[0]));
		return prefix.flatMap((begin) -> values().map((rest) -> joined(begin, rest)));
	}

	@Property
	void valueIsDecrypted(@ForAll("values") byte[] value, @ForAll @IntRange(max = 2) int keys)
			throws UnreadableValueException {
		ValueCipher any = new ValueCipher("test", List.of(KEY, key(2)).subList(0, keys));
		byte[] sealed = any.seal(MAP, entry(value));
		assertThat(any.open(MAP, entry(sealed))).isEqualTo(value);
	}

	@Property(tries = 100)
	void changeOfAnyByteIsRefused(@ForAll("values") byte[] value, @ForAll @IntRange(min = 1, max = 255) int change) {
		byte[] sealed = this.cipher.seal(MAP, entry(value));
		for (int at = 0; at < sealed.length; at++) {
			byte[] changed = sealed.clone();
			changed[at] ^= (byte) change;
			assertThatExceptionOfType(UnreadableValueException.class).as("byte %d", at)
				.isThrownBy(() -> this.cipher.open(MAP, entry(changed)));
		}
	}

	@Property(tries = 100)
	void otherLengthIsRefused(@ForAll("values") byte[] value, @ForAll("values") byte[] more) {
		byte[] sealed = this.cipher.seal(MAP, entry(value));
		for (int length = 0; length < sealed.length; length++) {
			byte[] cut = Arrays.copyOf(sealed, length);
			assertThatExceptionOfType(UnreadableValueException.class).as("%d bytes", length)
				.isThrownBy(() -> this.cipher.open(MAP, entry(cut)));
		}
		byte[] longer = joined(sealed, joined(more, new byte[1]));
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> this.cipher.open(MAP, entry(longer)));
	}

	@Property
	void garbageIsOmitted(@ForAll("garbage") byte[] garbage) {
		MEMORY.delete(MAP).join();
		MEMORY.merge(MAP, List.of(entry(garbage)), Duration.ofDays(1)).join();
		assertThat(STORE.load(MAP, Duration.ofDays(1)).join()).isEmpty();
		assertThat(STORE.merge(MAP, List.of(entry(new byte[0])), Duration.ofDays(1)).join()).isEmpty();
	}

	private static SharedEntry entry(byte[] value) {
		return new SharedEntry("key", 1, SharedEntry.NEVER, value);
	}

	private static byte[] joined(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	private static String key(int content) {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) content);
		return Base64.getEncoder().encodeToString(key);
	}

}
