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

package dev.sessions.tls;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How connections are secured, those to a proxy that speaks TLS included.
 *
 * @param material gives what connections are secured with, or {@code null} for the JVM's
 * trust store and no client certificate. It is asked for each new connection, so it has
 * the answer at hand. When the answer is another one, connections that were opened with
 * the one before are not used again
 * @param verify whether the certificate of a server and its host name are checked
 */
public record SslSettings(@Nullable Supplier<TlsMaterial> material, boolean verify) {

	private static final SslSettings DEFAULTS = new SslSettings(null, true);

	public SslSettings {
		if (!verify && material instanceof FixedContext) {
			throw new IllegalArgumentException("verify must not be false together with an SSLContext, "
					+ "which decides itself whom it trusts; leave one of them out");
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
	 * Secure connections with a context, for good.
	 * @param context whom to trust, and the client certificate
	 * @return settings with that context
	 */
	public SslSettings withContext(SSLContext context) {
		return withMaterial(new FixedContext(context));
	}

	/**
	 * Secure connections with what may be renewed while the session is used.
	 * @param material has the present one at hand
	 * @return settings with that material
	 */
	public SslSettings withMaterial(@Nullable Supplier<TlsMaterial> material) {
		return new SslSettings(material, this.verify);
	}

	/**
	 * Whether the certificate of a server and its host name are checked. If not, anybody
	 * between the session and a server can read and change what they say. The client
	 * certificate of the material is presented all the same.
	 * @param verify whether they are
	 * @return settings that say so
	 */
	public SslSettings withVerify(boolean verify) {
		return new SslSettings(this.material, verify);
	}

	/**
	 * A context that stays.
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
