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
 * Is told of each request of a session that is about to be sent once more, whichever way
 * the call was made: in the thread of the caller, before the wait.
 * <p>
 * An exception that a listener throws ends the call as it is. Listeners must be
 * thread-safe and should be quick, as they run within the total time of the call.
 * <p>
 * A bean of this type that is qualified with the name of a configured session is told of
 * that session's retries, one without a qualifier of all; they are called in their order.
 *
 * @see SessionBuilder#onRetry(RetryListener)
 */
@FunctionalInterface
public interface RetryListener {

	/**
	 * A request will be sent once more.
	 * @param event why, and when
	 */
	void onRetry(RetryEvent event);

}
