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
 * Inspects the head of each response of a session, regardless of the client type through
 * which the call is made. It is called in the thread of the caller, before the body is
 * read. As in Python's {@code requests}, it is also called for each redirect that is
 * followed, but not for responses that cause a retry.
 * <p>
 * An exception of a hook ends the call and is thrown unchanged; the connection is
 * released or closed. Hooks must be thread-safe.
 * <p>
 * A bean of this type that is qualified with the name of a configured session is a hook
 * of that session. A bean without a qualifier is a hook of every configured session.
 * Hooks are called in bean order.
 *
 * @see SessionBuilder#onResponse(ResponseHook)
 */
@FunctionalInterface
public interface ResponseHook {

	/**
	 * Called for the head of a response.
	 * @param response the head of the response, valid until this method returns
	 */
	void onResponse(HookedResponse response);

}
