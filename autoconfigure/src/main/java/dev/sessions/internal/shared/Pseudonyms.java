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
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Names for use in a shared store that do not reveal the texts they represent. With an
 * encryption key, a name is a keyed hash, so a guess cannot be confirmed without the key.
 * Without a key, it is a plain hash and must not be derived from secrets. Instances whose
 * first keys differ, such as during a key rotation, have different names. Thread-safe.
 */
public final class Pseudonyms {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int LENGTH = 16;

	private final @Nullable SecretKeySpec key;

	/**
	 * Create the names of a session.
	 * @param encryptionKeys the encryption keys; the first is used
	 */
	public Pseudonyms(List<String> encryptionKeys) {
		this.key = encryptionKeys.isEmpty() ? null : derive(encryptionKeys.get(0));
	}

	/**
	 * Derive a separate key, so that the encryption key is used for encryption only.
	 */
	private static SecretKeySpec derive(String encryptionKey) {
		SecretKeySpec key = new SecretKeySpec(encryptionKey.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM);
		return new SecretKeySpec(mac(key, "sessions-pseudonyms"), ALGORITHM);
	}

	private static byte[] mac(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Return the name of texts.
	 * @param texts the texts
	 * @return 128 bits in hexadecimal digits
	 */
	public String of(String... texts) {
		if (this.key == null) {
			return SharedSession.hash(texts);
		}
		StringBuilder text = new StringBuilder();
		for (String part : texts) {
			text.append(part.length()).append(':').append(part);
		}
		return HexFormat.of().formatHex(Arrays.copyOf(mac(this.key, text.toString()), LENGTH));
	}

}
