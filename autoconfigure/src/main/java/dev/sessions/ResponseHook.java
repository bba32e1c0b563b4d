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
 * Sees the head of each response of a session, whichever way the call was made, in the
 * thread of the caller and before the body is read. As in {@code requests}, it is called
 * for each redirect that is followed, too, but not for responses that are tried again.
 * <p>
 * An exception that a hook throws ends the call as it is, and the connection is given
 * back or closed. Hooks must be thread-safe.
 * <p>
 * A bean of this type that is qualified with the name of a configured session is a hook
 * of that session, one without a qualifier is a hook of each; they are called in their
 * order.
 *
 * @see SessionBuilder#onResponse(ResponseHook)
 */
@FunctionalInterface
public interface ResponseHook {

	/**
	 * See a response.
	 * @param response the head of the response, only until this method returns
	 */
	void onResponse(HookedResponse response);

}
