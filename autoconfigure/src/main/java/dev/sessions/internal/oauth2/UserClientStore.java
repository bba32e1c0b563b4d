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

/**
 * A store in which Spring Security keeps the tokens of users. Thread-safe.
 */
public interface UserClientStore {

	/**
	 * Find the tokens of a user.
	 * @param registration the registration id of the client
	 * @param principal the user
	 * @param current whether the user is that of the current thread
	 * @return the user, or {@code null} if this store does not currently have the tokens
	 */
	@Nullable AuthorizedUser of(String registration, Authentication principal, boolean current);

}
