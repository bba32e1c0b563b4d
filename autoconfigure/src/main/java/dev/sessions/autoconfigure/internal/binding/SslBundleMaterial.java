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

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

import dev.sessions.settings.TlsMaterial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/**
 * The TLS material of a Spring Boot SSL bundle, shared by all sessions that use the
 * bundle. Thread-safe.
 */
final class SslBundleMaterial implements Supplier<TlsMaterial> {

	private static final Logger logger = LoggerFactory.getLogger(SslBundleMaterial.class);

	private final String name;

	private volatile TlsMaterial current;

	/**
	 * Read a bundle.
	 * @param name the name of the bundle, for messages
	 * @param bundle the bundle
	 */
	SslBundleMaterial(String name, SslBundle bundle) {
		this.name = name;
		this.current = read(bundle);
	}

	private static TlsMaterial read(SslBundle bundle) {
		SslOptions options = bundle.getOptions();
		List<KeyManager> keyManagers = list(bundle.getManagers().getKeyManagers());
		SSLContext context;
		String alias = bundle.getKey().getAlias();
		if (StringUtils.hasLength(alias)) {
			keyManagers = keyManagers.stream().map((keys) -> AliasKeyManager.of(keys, alias)).toList();
			context = context(bundle, keyManagers);
		}
		else {
			context = bundle.createSslContext();
		}
		return new TlsMaterial(context, keyManagers, list(options.getEnabledProtocols()), list(options.getCiphers()));
	}

	private static SSLContext context(SslBundle bundle, List<KeyManager> keyManagers) {
		try {
			SSLContext context = SSLContext.getInstance(bundle.getProtocol());
			context.init(keyManagers.toArray(KeyManager[]::new), bundle.getManagers().getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Could not load SSL context: " + ex.getMessage(), ex);
		}
	}

	private static <T> List<T> list(T @Nullable [] values) {
		return (values != null) ? Arrays.asList(values) : List.of();
	}

	@Override
	public TlsMaterial get() {
		return this.current;
	}

	/**
	 * Read a renewed bundle. If it cannot be used, the previous material stays in use.
	 */
	void renew(SslBundle bundle) {
		try {
			this.current = read(bundle);
			logger.info("The SSL bundle {} was renewed and is used for new connections", this.name);
		}
		catch (RuntimeException ex) {
			logger.error("The SSL bundle {} was renewed but cannot be used: the previous one stays in use", this.name,
					ex);
		}
	}

	@Override
	public String toString() {
		return "SSL bundle " + this.name;
	}

}
