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

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TlsMaterial;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one pool: secures new connections with the current material, and recognizes
 * those that were secured with it. Thread-safe.
 */
public final class Tls implements TlsSocketStrategy {

	/**
	 * The attribute of a TLS session with the generation of its connection.
	 */
	private static final String GENERATION = "sessions.generation";

	private final SslSettings settings;

	private final Handshake handshake;

	private volatile @Nullable Generation generation;

	/**
	 * Create the TLS of settings. The trust store is read here, so that reading it does
	 * not count towards the connect timeout of a connection.
	 * @param settings the settings
	 * @param connectTimeout the time to open a connection, handshake included
	 */
	public Tls(SslSettings settings, Duration connectTimeout) {
		this.settings = settings;
		this.handshake = new Handshake(connectTimeout);
		this.generation = current();
	}

	/**
	 * Start the connect timeout of a connection.
	 * @param context the context of the call that opens it
	 */
	public static void connecting(HttpContext context) {
		Handshake.connecting(context);
	}

	/**
	 * Return whether the TLS material may change.
	 * @return whether it may
	 */
	public boolean isRenewable() {
		return this.settings.material() != null;
	}

	@Override
	public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
			throws IOException {
		Generation current = current();
		SSLSocket upgraded = this.handshake.run(current.strategy(), socket, host, port, attachment, context);
		if (isRenewable()) {
			upgraded.getSession().putValue(GENERATION, current);
		}
		return upgraded;
	}

	/**
	 * Return whether a connection was secured with the current material.
	 * @param session the TLS session of the connection
	 * @return whether it was
	 */
	boolean isCurrent(SSLSession session) {
		return session.getValue(GENERATION) == current();
	}

	/**
	 * Return the current generation, a different object after each renewal.
	 * @return the current generation
	 */
	public Object generation() {
		return current();
	}

	private Generation current() {
		Generation known = this.generation;
		Supplier<TlsMaterial> material = this.settings.material();
		if (known != null && (material == null || material.get().equals(known.material()))) {
			return known;
		}
		synchronized (this) {
			TlsMaterial present = (material != null) ? material.get() : null;
			known = this.generation;
			if (known == null || !Objects.equals(known.material(), present)) {
				known = new Generation(present, strategy(present));
				this.generation = known;
			}
			return known;
		}
	}

	private TlsSocketStrategy strategy(@Nullable TlsMaterial material) {
		if (material == null) {
			return this.settings.verify() ? SharedTrust.STRATEGY : unverified(List.of(), null, null);
		}
		String[] protocols = array(material.protocols());
		String[] ciphers = array(material.ciphers());
		// the JDK leaves host names to the trust manager, and a custom one may not check
		// them
		return this.settings.verify()
				? new DefaultClientTlsStrategy(material.context(), protocols, ciphers, null,
						HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier())
				: unverified(material.keyManagers(), protocols, ciphers);
	}

	private static TlsSocketStrategy unverified(List<KeyManager> keyManagers, String @Nullable [] protocols,
			String @Nullable [] ciphers) {
		SSLContext context = TrustAllCertificates.context(keyManagers);
		return new DefaultClientTlsStrategy(context, protocols, ciphers, null, HostnameVerificationPolicy.CLIENT,
				NoopHostnameVerifier.INSTANCE);
	}

	private static String @Nullable [] array(List<String> names) {
		return names.isEmpty() ? null : names.toArray(String[]::new);
	}

	/**
	 * The material of connections until its next renewal.
	 */
	private record Generation(@Nullable TlsMaterial material, TlsSocketStrategy strategy) {

	}

	/**
	 * The JVM's trust store, read once for all sessions when the first of them opens a
	 * pool, as reading takes tens of milliseconds.
	 */
	private static final class SharedTrust {

		static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();

		private SharedTrust() {
		}

	}

}
