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

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of connections, including those to an https proxy. Immutable.
 *
 * @param material supplies the TLS material, or {@code null} for the JVM's trust store
 * and no client certificate. It is called for each new connection, so it must be
 * thread-safe and fast. When it returns another object, connections that were opened with
 * the previous one are not reused
 * @param verify whether the certificate and the host name of a server are verified
 */
public record SslSettings(@Nullable Supplier<TlsMaterial> material, boolean verify) {

	private static final SslSettings DEFAULTS = new SslSettings(null, true);

	public SslSettings {
		if (!verify && material instanceof FixedContext) {
			throw new IllegalArgumentException("verify must not be false together with an SSLContext, "
					+ "which decides itself which certificates it trusts; remove one of them");
		}
	}

	/**
	 * The JVM's trust store and no client certificate.
	 * @return the default settings
	 */
	public static SslSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with a fixed SSL context.
	 * @param context the trusted certificates and the client certificate
	 * @return the copy
	 * @throws IllegalArgumentException if verification is switched off
	 */
	public SslSettings withContext(SSLContext context) {
		return withMaterial(new FixedContext(context));
	}

	/**
	 * Return a copy with TLS material that may be renewed while the session is in use.
	 * @param material supplies the current material, or {@code null} for the JVM's trust
	 * store and no client certificate
	 * @return the copy
	 */
	public SslSettings withMaterial(@Nullable Supplier<TlsMaterial> material) {
		return new SslSettings(material, this.verify);
	}

	/**
	 * Return a copy with verification switched on or off. Without verification, an
	 * attacker on the network path can read and change requests and responses. The client
	 * certificate of the material is presented in either case.
	 * @param verify whether the certificate and the host name of a server are verified
	 * @return the copy
	 * @throws IllegalArgumentException if it is switched off together with an SSL context
	 */
	public SslSettings withVerify(boolean verify) {
		return new SslSettings(this.material, verify);
	}

	/**
	 * TLS material that is never renewed.
	 */
	private record FixedContext(SSLContext context, TlsMaterial material) implements Supplier<TlsMaterial> {

		FixedContext(SSLContext context) {
			this(context, new TlsMaterial(Objects.requireNonNull(context, "context"), List.of(), List.of(), List.of()));
		}

		@Override
		public TlsMaterial get() {
			return this.material;
		}

	}

}
