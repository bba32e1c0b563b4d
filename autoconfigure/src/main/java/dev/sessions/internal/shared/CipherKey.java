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

import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES-256 key with an id that identifies it without revealing it. {@code toString}
 * does not reveal the key.
 *
 * @param secret the key
 * @param id the id
 */
record CipherKey(SecretKey secret, int id) {

	private static final int LENGTH = 32;

	/**
	 * Read a key.
	 * @param text 32 bytes in Base64; surrounding white space is ignored
	 * @return the key
	 * @throws IllegalArgumentException if the text is not such a key; the message does
	 * not reveal the text
	 */
	static CipherKey parse(String text) {
		byte[] bytes = decode(text);
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException(
					"encryption-key must be 32 bytes in Base64, such as the output of 'openssl rand -base64 32'");
		}
		String hash = SharedSession.hash("sessions-key", HexFormat.of().formatHex(bytes));
		return new CipherKey(new SecretKeySpec(bytes, "AES"), HexFormat.fromHexDigits(hash, 0, 2 * Integer.BYTES));
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text.strip());
		}
		catch (IllegalArgumentException ex) {
			// the message contains a character of the key
			return new byte[0];
		}
	}

	@Override
	public String toString() {
		return "CipherKey";
	}

}
