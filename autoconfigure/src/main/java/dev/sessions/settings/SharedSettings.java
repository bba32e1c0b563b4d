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

import org.jspecify.annotations.Nullable;

/**
 * The settings of the state that a session shares with other instances of the
 * application. Immutable.
 *
 * @param store the store, or {@code null} if nothing is shared
 * @param namespace a name that separates applications with the same store; if it is
 * empty, Spring Boot uses the name of the application
 * @param encryptionKeys the keys that values are encrypted with, each 32 bytes in Base64;
 * the first encrypts, all decrypt. Without keys, values are stored in plain text
 * @param whenUnavailable the behaviour while the store is unavailable
 * @param cookies whether the cookies are shared
 * @param tokens whether access tokens are shared
 * @param rateLimit whether the rate limit counts over all instances. The circuit breaker
 * and the bulkhead remain separate for each instance
 * @param retryAfter whether all instances obey a {@code Retry-After} that one of them
 * receives. Users that are identified only by a secret are recognized by other instances
 * if the secret is that of the session's own credentials, or if there is an encryption
 * key
 */
public record SharedSettings(@Nullable StoreHandle store, String namespace, List<String> encryptionKeys,
		WhenUnavailable whenUnavailable, boolean cookies, boolean tokens, boolean rateLimit, boolean retryAfter) {

	public SharedSettings {
		encryptionKeys = List.copyOf(encryptionKeys);
	}

	/**
	 * Nothing is shared.
	 * @return the default settings
	 */
	public static SharedSettings none() {
		return new SharedSettings(null, "", List.of(), WhenUnavailable.LOCAL, true, true, true, true);
	}

	/**
	 * Return a copy with another store.
	 * @param store the store, or {@code null} to share nothing
	 * @return the copy
	 */
	public SharedSettings withStore(@Nullable StoreHandle store) {
		return new SharedSettings(store, this.namespace, this.encryptionKeys, this.whenUnavailable, this.cookies,
				this.tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with another namespace.
	 * @param namespace a name that separates applications with the same store
	 * @return the copy
	 */
	public SharedSettings withNamespace(String namespace) {
		return new SharedSettings(this.store, namespace, this.encryptionKeys, this.whenUnavailable, this.cookies,
				this.tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with other keys.
	 * @param encryptionKeys the keys, each 32 bytes in Base64; the first encrypts, all
	 * decrypt
	 * @return the copy
	 */
	public SharedSettings withEncryptionKeys(List<String> encryptionKeys) {
		return new SharedSettings(this.store, this.namespace, encryptionKeys, this.whenUnavailable, this.cookies,
				this.tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with another behaviour without the store.
	 * @param whenUnavailable the behaviour while the store is unavailable
	 * @return the copy
	 */
	public SharedSettings withWhenUnavailable(WhenUnavailable whenUnavailable) {
		return new SharedSettings(this.store, this.namespace, this.encryptionKeys, whenUnavailable, this.cookies,
				this.tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with the cookies shared or not.
	 * @param cookies whether the cookies are shared
	 * @return the copy
	 */
	public SharedSettings withCookies(boolean cookies) {
		return new SharedSettings(this.store, this.namespace, this.encryptionKeys, this.whenUnavailable, cookies,
				this.tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with access tokens shared or not.
	 * @param tokens whether access tokens are shared
	 * @return the copy
	 */
	public SharedSettings withTokens(boolean tokens) {
		return new SharedSettings(this.store, this.namespace, this.encryptionKeys, this.whenUnavailable, this.cookies,
				tokens, this.rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with the rate limit shared or not.
	 * @param rateLimit whether the rate limit counts over all instances
	 * @return the copy
	 */
	public SharedSettings withRateLimit(boolean rateLimit) {
		return new SharedSettings(this.store, this.namespace, this.encryptionKeys, this.whenUnavailable, this.cookies,
				this.tokens, rateLimit, this.retryAfter);
	}

	/**
	 * Return a copy with {@code Retry-After} shared or not.
	 * @param retryAfter whether all instances obey a {@code Retry-After} that one of them
	 * receives
	 * @return the copy
	 */
	public SharedSettings withRetryAfter(boolean retryAfter) {
		return new SharedSettings(this.store, this.namespace, this.encryptionKeys, this.whenUnavailable, this.cookies,
				this.tokens, this.rateLimit, retryAfter);
	}

	/**
	 * Omits the keys.
	 */
	@Override
	public String toString() {
		return "SharedSettings[shared=" + (this.store != null) + ", namespace=" + this.namespace + ", encrypted="
				+ !this.encryptionKeys.isEmpty() + ", whenUnavailable=" + this.whenUnavailable + ", cookies="
				+ this.cookies + ", tokens=" + this.tokens + ", rateLimit=" + this.rateLimit + ", retryAfter="
				+ this.retryAfter + "]";
	}

}
