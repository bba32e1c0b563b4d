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

import java.security.KeyPair;

import dev.sessions.settings.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * A key with its ID.
 *
 * @param key the key
 * @param id the ID under which the server knows the key, or {@code null} for none
 */
record NamedClientKey(ClientKey key, @Nullable String id) implements ClientKey {

	@Override
	public KeyPair keyPair() {
		return this.key.keyPair();
	}

	@Override
	public String toString() {
		return this.key.toString();
	}

}
