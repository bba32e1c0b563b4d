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

package dev.sessions.internal.oauth2;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * The user of a call, with access to the tokens that Spring Security stores for this
 * user.
 */
public interface AuthorizedUser {

	/**
	 * Return the user.
	 * @return the authentication of the user
	 */
	Authentication principal();

	/**
	 * Return an object that identifies the tokens of this user.
	 * @return the object, for comparison only; must never be logged
	 */
	Object id();

	/**
	 * Return whether the tokens can be loaded, saved and removed only by the calling
	 * thread, during its call.
	 * @return {@code false} if any thread can access the tokens at any time
	 */
	boolean isBoundToThread();

	/**
	 * Load the tokens of this user.
	 * @return the tokens, or {@code null} if there are none
	 */
	@Nullable OAuth2AuthorizedClient load();

	/**
	 * Save the tokens of this user.
	 * @param client the tokens
	 */
	void save(OAuth2AuthorizedClient client);

	/**
	 * Remove the tokens of this user.
	 */
	void remove();

}
