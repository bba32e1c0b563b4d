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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of AES-256, and an id that tells it from others and does not show it. Immutable.
 */
final class CipherKey {

	static final int ID_LENGTH = 4;

	private static final int LENGTH = 32;

	private final SecretKey secret;

	private final byte[] id;

	private CipherKey(byte[] bytes) {
		this.secret = new SecretKeySpec(bytes, "AES");
		this.id = Arrays.copyOf(digest(bytes), ID_LENGTH);
	}

	/**
	 * Read a key.
	 * @param text 32 bytes in Base64; white space around it is ignored
	 * @return the key
	 * @throws IllegalArgumentException if it is no such key; the message does not show it
	 */
	static CipherKey parse(String text) {
		byte[] bytes = decode(text);
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException(
					"encryption-key must be 32 bytes in Base64, as " + "'openssl rand -base64 32' makes one");
		}
		return new CipherKey(bytes);
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text.strip());
		}
		catch (IllegalArgumentException ex) {
			// its message contains a character of the key
			return new byte[0];
		}
	}

	private static byte[] digest(byte[] key) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update("sessions-key".getBytes(StandardCharsets.US_ASCII));
			return digest.digest(key);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	SecretKey secret() {
		return this.secret;
	}

	/**
	 * Return the id.
	 * @return the id, which must not be changed
	 */
	byte[] id() {
		return this.id;
	}

	@Override
	public String toString() {
		return "CipherKey";
	}

}
