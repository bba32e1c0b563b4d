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

package dev.sessions.internal.call;

import java.net.URI;

import dev.sessions.internal.retry.Retry;

/**
 * Listener for the events of one call, notified in the thread of the call.
 */
public interface CallListener {

	/**
	 * A listener that ignores all events.
	 */
	CallListener NONE = new CallListener() {
	};

	/**
	 * Called before the wait that precedes a retry.
	 * @param retry the reason and the wait
	 */
	default void retrying(Retry retry) {
	}

	/**
	 * Called when a redirect is followed.
	 * @param status the status of the redirect
	 * @param location the target of the redirect
	 */
	default void redirected(int status, URI location) {
	}

}
