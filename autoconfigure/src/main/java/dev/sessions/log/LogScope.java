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

package dev.sessions.log;

import org.jspecify.annotations.Nullable;

/**
 * What the log needs to know of a call.
 */
public interface LogScope {

	/**
	 * The template of the URI.
	 * @return the template, or {@code null} if the caller gave none
	 */
	@Nullable String uriTemplate();

	/**
	 * How often the request was sent once more.
	 * @return the number
	 */
	int retries();

	/**
	 * How many redirects were followed.
	 * @return the number
	 */
	int redirects();

	/**
	 * Whether the last attempt opened a connection.
	 * @return whether it did, and did not find one in the pool
	 */
	boolean opened();

	/**
	 * What the caller is told of a failure.
	 * @param failure what happened
	 * @return the exception that the caller gets, or what is below it
	 */
	Exception explained(Exception failure);

}
