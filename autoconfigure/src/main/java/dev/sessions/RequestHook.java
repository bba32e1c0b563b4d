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
 * Sees each request of a session before it is sent, and may change its headers, whichever
 * way the call was made. It is called once a call, in the thread of the caller, before
 * redirects and retries: what it sets counts as set by the caller, so a header whose name
 * says that it is a credential goes to no other origin. What the session adds for each
 * hop, its credentials and cookies, is not there yet. A download that is resumed and each
 * page of {@link Session#pages} is a call of its own.
 * <p>
 * An exception that a hook throws ends the call as it is, before anything is sent. Hooks
 * must be thread-safe. They run within the total time of the call, but only what they
 * wait for themselves can end their waiting.
 * <p>
 * A bean of this type that is qualified with the name of a configured session is a hook
 * of that session, one without a qualifier is a hook of each; they are called in their
 * order.
 *
 * @see SessionBuilder#onRequest(RequestHook)
 */
@FunctionalInterface
public interface RequestHook {

	/**
	 * See a request.
	 * @param request the request, only until this method returns
	 */
	void onRequest(HookedRequest request);

}
