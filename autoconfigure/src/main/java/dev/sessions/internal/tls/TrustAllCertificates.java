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

package dev.sessions.internal.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts any certificate, for {@code verify: false}. Extends
 * {@link X509ExtendedTrustManager} because the JDK adds its own checks to other trust
 * managers.
 */
final class TrustAllCertificates extends X509ExtendedTrustManager {

	private TrustAllCertificates() {
	}

	/**
	 * Create a context for one session.
	 * @param keyManagers the client certificate
	 */
	static SSLContext context(List<KeyManager> keyManagers) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers.toArray(KeyManager[]::new), new TrustManager[] { new TrustAllCertificates() },
					null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM does not support TLS", ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) {
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) {
		throw new UnsupportedOperationException("Only clients use this trust manager");
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		throw new UnsupportedOperationException("Only clients use this trust manager");
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		throw new UnsupportedOperationException("Only clients use this trust manager");
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
