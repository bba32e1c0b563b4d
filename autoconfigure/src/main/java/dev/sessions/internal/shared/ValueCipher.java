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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import dev.sessions.internal.shared.UnreadableValueException.Fault;

/**
 * Encrypts the values of one session with AES-256-GCM. A value is authentic only in the
 * entry for which it was encrypted: a copy in another session, map, key, stamp or expiry
 * cannot be read. Thread-safe.
 *
 * <p>
 * The first byte of a stored value is its version: 0 for a plain value, 1 for an
 * encrypted one, which continues with the id of its key (4 bytes), a nonce (12 bytes) and
 * the ciphertext with its tag. If there are keys, values of version 0 are rejected;
 * otherwise, those of version 1 cannot be read.
 */
final class ValueCipher {

	private static final byte PLAIN = 0;

	private static final byte ENCRYPTED = 1;

	private static final int NONCE_LENGTH = 12;

	private static final int TAG_LENGTH = 16;

	private static final int HEAD_LENGTH = 1 + Integer.BYTES + NONCE_LENGTH;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String session;

	private final List<CipherKey> keys;

	/**
	 * Create a cipher.
	 * @param session the name of the session
	 * @param keys the keys, each 32 bytes in Base64; the first encrypts, all decrypt.
	 * Without keys, values are stored in plain form
	 * @throws IllegalArgumentException if a key is invalid; the message does not reveal
	 * the key
	 */
	ValueCipher(String session, List<String> keys) {
		this.session = session;
		this.keys = keys.stream().map(CipherKey::parse).toList();
	}

	/**
	 * Return the stored form of a value.
	 * @param map the map of the entry
	 * @param entry the entry with the value
	 * @return the value to store
	 */
	byte[] seal(SharedMap map, SharedEntry entry) {
		if (this.keys.isEmpty()) {
			return ByteBuffer.allocate(1 + entry.value().length).put(PLAIN).put(entry.value()).array();
		}
		CipherKey key = this.keys.get(0);
		byte[] nonce = new byte[NONCE_LENGTH];
		RANDOM.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, map, entry).doFinal(entry.value());
			return ByteBuffer.allocate(HEAD_LENGTH + sealed.length)
				.put(ENCRYPTED)
				.putInt(key.id())
				.put(nonce)
				.put(sealed)
				.array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES-GCM", ex);
		}
	}

	/**
	 * Return the original form of a stored value.
	 * @param map the map of the entry
	 * @param entry the entry with the stored value
	 * @return the value
	 * @throws UnreadableValueException if the value cannot be read or is not authentic
	 */
	byte[] open(SharedMap map, SharedEntry entry) throws UnreadableValueException {
		byte[] stored = entry.value();
		if (stored.length > 0 && stored[0] == ENCRYPTED) {
			return decrypt(map, entry);
		}
		if (stored.length == 0 || stored[0] != PLAIN) {
			throw new UnreadableValueException(Fault.UNKNOWN_VERSION);
		}
		if (!this.keys.isEmpty()) {
			throw new UnreadableValueException(Fault.NOT_AUTHENTIC);
		}
		return Arrays.copyOfRange(stored, 1, stored.length);
	}

	private byte[] decrypt(SharedMap map, SharedEntry entry) throws UnreadableValueException {
		byte[] stored = entry.value();
		if (stored.length < HEAD_LENGTH + TAG_LENGTH) {
			throw new UnreadableValueException(Fault.NOT_AUTHENTIC);
		}
		Fault fault = Fault.UNKNOWN_KEY;
		for (CipherKey key : this.keys) {
			if (key.id() == ByteBuffer.wrap(stored).getInt(1)) {
				byte[] nonce = Arrays.copyOfRange(stored, 1 + Integer.BYTES, HEAD_LENGTH);
				try {
					return cipher(Cipher.DECRYPT_MODE, key, nonce, map, entry).doFinal(stored, HEAD_LENGTH,
							stored.length - HEAD_LENGTH);
				}
				catch (GeneralSecurityException ex) {
					fault = Fault.NOT_AUTHENTIC;
				}
			}
		}
		throw new UnreadableValueException(fault);
	}

	private Cipher cipher(int mode, CipherKey key, byte[] nonce, SharedMap map, SharedEntry entry)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
		cipher.updateAAD(associatedData(key, map, entry));
		return cipher;
	}

	/**
	 * Return the authenticated data. Each text is preceded by its length, so that no two
	 * entries have the same data.
	 */
	private byte[] associatedData(CipherKey key, SharedMap map, SharedEntry entry) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		data.writeBytes(ByteBuffer.allocate(1 + Integer.BYTES).put(ENCRYPTED).putInt(key.id()).array());
		for (String text : List.of(this.session, map.topic(), map.name(), entry.key())) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			data.writeBytes(bytes);
		}
		data.writeBytes(ByteBuffer.allocate(2 * Long.BYTES).putLong(entry.stamp()).putLong(entry.expiry()).array());
		return data.toByteArray();
	}

}
