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

package dev.sessions.autoconfigure;

import dev.sessions.oauth2.OAuth2Settings;

/**
 * The OAuth 2.0 clients that an application has declared for whatever purpose.
 */
@FunctionalInterface
public interface OAuth2Clients {

	/**
	 * Find a client that can get tokens by the client credentials grant.
	 * @param registration its registration id
	 * @return the settings
	 * @throws IllegalArgumentException if there is none; the message is to be read after
	 * the key that holds the id
	 */
	OAuth2Settings get(String registration);

}
