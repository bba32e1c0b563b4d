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

package dev.sessions.internal.retry;

import dev.sessions.internal.concurrent.WaitScope;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call's context that retries use.
 */
public interface RetryScope extends WaitScope {

	/**
	 * Return the call's own limit of attempts.
	 * @return the number, or {@code null} for that of the settings
	 */
	@Nullable Integer maxAttempts();

	/**
	 * Return whether the caller has declared the request idempotent.
	 * @return the declaration, or {@code null} if there is none
	 */
	@Nullable Boolean idempotent();

	/**
	 * Return the user of a request. Computed only while a hold is in effect.
	 * @param request the request before credentials are added to it
	 * @param server the target host
	 * @return an object that is equal for requests with the same credentials, and for
	 * those without any
	 */
	Object user(HttpRequest request, HttpHost server);

	/**
	 * Return the name that all instances use for the user of a request. Computed only for
	 * shared holds.
	 * @param request the request before credentials are added to it
	 * @param server the target host
	 * @return the name, which may be derived from a secret if the names in the shared
	 * store are keyed, or {@code null} for a user that other instances do not know
	 */
	@Nullable String sharedUser(HttpRequest request, HttpHost server);

	/**
	 * Return the number of attempts so far, including those of the calls that this one
	 * continues.
	 * @return the number, at least 1
	 */
	int attempts();

	/**
	 * Notify the call that its request is sent for the first time, to the original target
	 * or to that of a redirect.
	 */
	void attempted();

	/**
	 * Return whether the last attempt opened a connection.
	 * @return {@code false} if it reused a pooled connection
	 */
	boolean opened();

	/**
	 * Notify the call that the request will be sent again, after a wait that begins now.
	 * @param retry the reason and the wait
	 */
	void retrying(Retry retry);

	/**
	 * Notify the call that the wait is over and the request is sent again, which counts
	 * as an attempt.
	 * @param retry the reason and the wait
	 */
	void retried(Retry retry);

	/**
	 * Return the remaining time of the call.
	 * @return the time in nanoseconds; zero or less if none is left
	 */
	long nanosLeft();

}
