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

import java.util.Set;

import dev.sessions.settings.StoreKind;
import dev.sessions.settings.WhenUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The {@code shared} block.
 *
 * @param store Store through which all instances of the application share what the
 * session remembers. With redis, the connection of spring.data.redis is used.
 * @param namespace Name that separates applications with the same store. By default,
 * spring.application.name.
 * @param encryptionKey Keys that values in the store are encrypted with, each 32 bytes in
 * Base64. The first encrypts, all decrypt.
 * @param whenUnavailable What happens while the store is unavailable: the session goes on
 * with what is in memory, or calls fail.
 * @param cookies Whether the cookies are shared.
 * @param tokens Whether access tokens are shared, so that one token request serves all
 * instances.
 * @param rateLimit Whether the rate limit counts over all instances.
 * @param retryAfter Whether all instances wait when a server asks one of them to.
 */
record SharedProperties(@Nullable StoreKind store, @Nullable String namespace, @Nullable Set<String> encryptionKey,
		@Nullable WhenUnavailable whenUnavailable, @Nullable Boolean cookies, @Nullable Boolean tokens,
		@Nullable Boolean rateLimit, @Nullable Boolean retryAfter) {

	/**
	 * Omits the keys.
	 */
	@Override
	public String toString() {
		return "SharedProperties[store=" + this.store + ", ******]";
	}

}
