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

package dev.sessions.internal.log;

import org.jspecify.annotations.Nullable;

/**
 * The part of a call's context that the log uses.
 */
public interface LogScope {

	/**
	 * Return the template of the URI.
	 * @return the template, or {@code null} if the caller passed none
	 */
	@Nullable String uriTemplate();

	/**
	 * Return the number of retries.
	 * @return the number
	 */
	int retries();

	/**
	 * Return the number of followed redirects.
	 * @return the number
	 */
	int redirects();

	/**
	 * Return whether the last attempt opened a connection.
	 * @return {@code false} if it reused a pooled connection
	 */
	boolean opened();

	/**
	 * Return the exception that the caller receives for a failure.
	 * @param failure the failure
	 * @return the exception that the caller receives, or its cause
	 */
	Exception explained(Exception failure);

}
