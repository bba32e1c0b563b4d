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

package dev.sessions;

import org.jspecify.annotations.Nullable;

/**
 * Determines the fork of a session that the current call uses, such as that of the
 * current user or tenant. For each call, a session with a resolver uses the cookies,
 * headers and credentials of {@link Session#fork(String)} with the resolved key,
 * regardless of the client type through which the call is made.
 * <p>
 * The resolver is called in the thread of the caller when a call begins, and should be
 * fast. All responses of {@link Session#pages} and all attempts of a download use the
 * fork of the first one. If the resolver throws an exception, the call fails and nothing
 * is sent. Must be thread-safe.
 * <p>
 * With {@code forks.by: user}, the resolver is the bean of this type that is qualified
 * with the name of the session, or else the only bean without a qualifier. Without such a
 * bean, the key is the name of the user in Spring Security's context.
 *
 * @see SessionBuilder#forkBy(ForkKeyResolver)
 */
@FunctionalInterface
public interface ForkKeyResolver {

	/**
	 * Return the key of the fork that the current call uses. Keys are not logged.
	 * @return the key, which must not be empty, or {@code null} to use the session itself
	 */
	@Nullable String forkKey();

	/**
	 * Return the key of the fork for a call whose request specifies a user with
	 * {@link RequestSpec#principal(String)}. By default, the user has no effect on the
	 * key.
	 * @param principal the name of the user
	 * @return the key, which must not be empty, or {@code null} to use the session itself
	 */
	default @Nullable String forkKey(String principal) {
		return forkKey();
	}

}
