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

package dev.sessions.settings;

import java.security.KeyPair;
import java.security.PrivateKey;

import org.jspecify.annotations.Nullable;

/**
 * The key with which an OAuth 2.0 client signs its assertions ({@code private_key_jwt},
 * RFC 7523). Thread-safe.
 *
 * @see OAuth2Settings.ClientAuthentication#PRIVATE_KEY_JWT
 */
@FunctionalInterface
public interface ClientKey {

	/**
	 * Return the current key. Called before each token request, so that the next request
	 * uses a renewed key. The public key is required only for a private RSA key that is
	 * not a {@link java.security.interfaces.RSAPrivateCrtKey}.
	 * @return an RSA key, or an EC key on the curve P-256, P-384 or P-521
	 * @throws RuntimeException if the key cannot be read; its message becomes part of the
	 * failure
	 */
	KeyPair keyPair();

	/**
	 * Return the ID under which the server knows the key. Assertions contain it as
	 * {@code kid} (RFC 7515, section 4.1.4). Servers that know one key of a client
	 * require none.
	 * @return the ID, or {@code null} for none
	 */
	default @Nullable String id() {
		return null;
	}

	/**
	 * Return a key that does not change.
	 * @param key the private key
	 * @return the key
	 */
	static ClientKey of(PrivateKey key) {
		KeyPair pair = new KeyPair(null, key);
		return () -> pair;
	}

}
