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

package dev.sessions.internal.challenge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The hash function of a digest challenge, and the encoding of its input.
 */
final class DigestHash {

	private final String name;

	/**
	 * Create a hash function.
	 * @param algorithm the name in RFC 7616, in upper case
	 */
	DigestHash(String algorithm) {
		this.name = algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm;
	}

	/**
	 * Return the hash of parts joined by colons.
	 */
	String of(byte[]... parts) {
		MessageDigest digest = digest();
		for (int i = 0; i < parts.length; i++) {
			if (i > 0) {
				digest.update((byte) ':');
			}
			digest.update(parts[i]);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/**
	 * Return the hash of a body.
	 * @param body the body, or {@code null} if there is none
	 * @return the hash
	 * @throws IOException if the body cannot be read
	 */
	String of(@Nullable HttpEntity body) throws IOException {
		MessageDigest digest = digest();
		if (body != null) {
			try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
				body.writeTo(out);
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private MessageDigest digest() {
		try {
			return MessageDigest.getInstance(this.name);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Encode a text of the client. UTF-8 is the only charset that a challenge may name
	 * (RFC 7616, section 3.3), and the best default.
	 */
	static byte[] own(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Encode a text of the server as received: each character of a message head is a
	 * byte.
	 */
	static byte[] received(String text) {
		Charset charset = text.chars().allMatch((c) -> c <= 0xFF) ? StandardCharsets.ISO_8859_1
				: StandardCharsets.UTF_8;
		return text.getBytes(charset);
	}

}
