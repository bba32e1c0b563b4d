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

import dev.sessions.settings.ClientKey;
import dev.sessions.settings.CredentialsHandle;
import org.jspecify.annotations.Nullable;

/**
 * Creates credentials that act for the user of each call.
 */
@FunctionalInterface
public interface OAuth2Users {

	/**
	 * Create credentials that obtain the tokens of users.
	 * @param registration the registration id of the client
	 * @param clientKey the key of the client, or {@code null} for none
	 * @return the credentials
	 * @throws IllegalArgumentException if there is no such client, or it cannot be used;
	 * the message is to be read after the key that contains the id
	 */
	CredentialsHandle onBehalfOf(String registration, @Nullable ClientKey clientKey);

}
