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

package dev.sessions.testsupport;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key and its chain.
 */
public final class IssuedCertificate {

	private final String alias;

	private final KeyStore keyStore;

	IssuedCertificate(String alias, KeyStore keyStore) {
		this.alias = alias;
		this.keyStore = keyStore;
	}

	/**
	 * A key store with only this certificate and its key.
	 * @return the store
	 */
	public KeyStore keyStore() {
		return this.keyStore;
	}

	/**
	 * The password of the key.
	 * @return the password
	 */
	public static String password() {
		return CertificateAuthority.PASSWORD;
	}

	/**
	 * The certificate and its chain as PEM.
	 * @return the text
	 */
	public String pemChain() {
		try {
			StringBuilder pem = new StringBuilder();
			for (Certificate certificate : this.keyStore.getCertificateChain(this.alias)) {
				pem.append(Pem.of("CERTIFICATE", certificate.getEncoded()));
			}
			return pem.toString();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The key as PEM.
	 * @return the text
	 */
	public String pemKey() {
		try {
			return Pem.of("PRIVATE KEY", this.keyStore.getKey(this.alias, password().toCharArray()).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A key manager with this certificate.
	 * @return the key manager
	 */
	public X509ExtendedKeyManager keyManager() {
		try {
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(this.keyStore, password().toCharArray());
			return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A TLS context with this certificate.
	 * @param trusted the trust store for the other end, or {@code null} for that of the
	 * JVM
	 * @return the context
	 */
	public SSLContext context(@Nullable KeyStore trusted) {
		return context(keyManager(), trusted);
	}

	/**
	 * A TLS context without a certificate.
	 * @param trusted the trust store for the other end
	 * @return the context
	 */
	public static SSLContext trusting(KeyStore trusted) {
		return context(null, Objects.requireNonNull(trusted));
	}

	static SSLContext context(@Nullable KeyManager keys, @Nullable KeyStore trusted) {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((keys != null) ? new KeyManager[] { keys } : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
