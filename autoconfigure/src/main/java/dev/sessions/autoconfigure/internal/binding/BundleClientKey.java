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
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Collections;

import dev.sessions.settings.ClientKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The key of an OAuth 2.0 client in an SSL bundle, as it is now.
 *
 * @param name the name of the bundle
 * @param bundles has the bundle
 */
record BundleClientKey(String name, SslBundles bundles) implements ClientKey {

	@Override
	public KeyPair keyPair() {
		SslBundle bundle = this.bundles.getBundle(this.name);
		KeyStore store = bundle.getStores().getKeyStore();
		if (store == null) {
			throw new IllegalStateException("the SSL bundle '" + this.name + "' has no key store");
		}
		try {
			String alias = alias(store, bundle.getKey().getAlias());
			if (alias != null && store.getKey(alias, password(bundle)) instanceof PrivateKey key) {
				return new KeyPair(store.getCertificate(alias).getPublicKey(), key);
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the key of the SSL bundle '" + this.name + "' cannot be read", ex);
		}
		throw new IllegalStateException("the SSL bundle '" + this.name + "' has no private key");
	}

	private static @Nullable String alias(KeyStore store, @Nullable String alias) throws GeneralSecurityException {
		if (alias != null) {
			return alias;
		}
		for (String each : Collections.list(store.aliases())) {
			if (store.isKeyEntry(each)) {
				return each;
			}
		}
		return null;
	}

	private static char @Nullable [] password(SslBundle bundle) {
		String own = bundle.getKey().getPassword();
		String password = (own != null) ? own : bundle.getStores().getKeyStorePassword();
		return (password != null) ? password.toCharArray() : null;
	}

	@Override
	public String toString() {
		return "SSL bundle " + this.name;
	}

}
