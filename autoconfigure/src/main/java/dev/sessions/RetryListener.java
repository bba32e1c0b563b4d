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
 * Receives an event for each retry of a session, regardless of the client type through
 * which the call is made. It is called in the thread of the caller, before the wait.
 * <p>
 * An exception of a listener ends the call and is thrown unchanged. Listeners must be
 * thread-safe and should be fast, because their time counts towards
 * {@code timeout.total}.
 * <p>
 * A bean of this type that is qualified with the name of a configured session receives
 * the retries of that session. A bean without a qualifier receives those of every
 * configured session. Listeners are called in bean order.
 *
 * @see SessionBuilder#onRetry(RetryListener)
 */
@FunctionalInterface
public interface RetryListener {

	/**
	 * Called before a request is sent again.
	 * @param event the reason, and the wait
	 */
	void onRetry(RetryEvent event);

}
