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

package dev.sessions.autoconfigure.binding;

import dev.sessions.settings.OAuth2Settings;

/**
 * Looks up OAuth 2.0 clients that an application has registered.
 */
@FunctionalInterface
public interface OAuth2Clients {

	/**
	 * Find a client that obtains tokens by the client credentials grant.
	 * @param registration the registration id of the client
	 * @return the settings of the client
	 * @throws IllegalArgumentException if there is no such client; the message is to be
	 * read after the key that contains the id
	 */
	OAuth2Settings get(String registration);

}
