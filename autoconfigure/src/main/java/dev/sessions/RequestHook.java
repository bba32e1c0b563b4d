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

/**
 * Inspects each request of a session before it is sent, and may change its headers,
 * regardless of the client type through which the call is made. It is called once per
 * call, in the thread of the caller, before redirects and retries. Headers that it sets
 * count as set by the caller, so a header whose name marks a credential is not sent to
 * another origin. The credentials and cookies that the session adds to each hop are not
 * yet present. Each attempt of a resumed download and each page of {@link Session#pages}
 * is a call of its own.
 * <p>
 * An exception of a hook ends the call and is thrown unchanged, before anything is sent.
 * Hooks must be thread-safe. Their time counts towards {@code timeout.total}, but the
 * timeout does not interrupt a hook that blocks.
 * <p>
 * A bean of this type that is qualified with the name of a configured session is a hook
 * of that session. A bean without a qualifier is a hook of every configured session.
 * Hooks are called in bean order.
 *
 * @see SessionBuilder#onRequest(RequestHook)
 */
@FunctionalInterface
public interface RequestHook {

	/**
	 * Called for a request before it is sent.
	 * @param request the request, valid until this method returns
	 */
	void onRequest(HookedRequest request);

}
