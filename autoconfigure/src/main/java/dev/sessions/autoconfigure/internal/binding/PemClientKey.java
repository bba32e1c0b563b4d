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

package dev.sessions.autoconfigure.internal.binding;

import java.io.IOException;
import java.io.InputStream;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import dev.sessions.settings.ClientKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.io.Resource;

/**
 * The key of an OAuth 2.0 client in a PEM file. If the file can no longer be read, the
 * last key stays in use.
 */
final class PemClientKey implements ClientKey {

	private static final Logger logger = LoggerFactory.getLogger(PemClientKey.class);

	private final Resource file;

	private volatile @Nullable KeyPair last;

	PemClientKey(Resource file) {
		this.file = file;
	}

	@Override
	public KeyPair keyPair() {
		try {
			KeyPair read = read();
			this.last = read;
			return read;
		}
		catch (RuntimeException ex) {
			KeyPair usable = this.last;
			if (usable == null) {
				throw ex;
			}
			logger.warn("The last key of a client stays in use: {}", ex.getMessage());
			return usable;
		}
	}

	private KeyPair read() {
		try (InputStream content = this.file.getInputStream()) {
			PemContent pem = Objects.requireNonNull(PemContent.load(content));
			return new KeyPair(publicKey(pem), Objects.requireNonNull(pem.getPrivateKey()));
		}
		catch (IOException | RuntimeException ex) {
			// the exception may quote the file
			throw new IllegalStateException(this.file + " cannot be read as a PEM file with a private key");
		}
	}

	private static @Nullable PublicKey publicKey(PemContent pem) {
		try {
			List<X509Certificate> certificates = pem.getCertificates();
			return (certificates != null && !certificates.isEmpty()) ? certificates.get(0).getPublicKey() : null;
		}
		catch (IllegalStateException ex) {
			// a file may have a key only
			return null;
		}
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
