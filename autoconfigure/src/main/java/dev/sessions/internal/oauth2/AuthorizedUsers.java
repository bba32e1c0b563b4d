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

/**
 * Finds the user of a call. Thread-safe.
 */
@FunctionalInterface
public interface AuthorizedUsers {

	/**
	 * Find the user of a call that starts in the current thread.
	 * @param registration the registration id of the client
	 * @param principal the user name set for the call, or {@code null} for the user of
	 * the thread
	 * @return the user, or {@code null} if there is none
	 */
	@Nullable AuthorizedUser find(String registration, @Nullable String principal);

}
