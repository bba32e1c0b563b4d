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

/**
 * Translates failures, for logs and observers, to the exceptions that callers get.
 */
@FunctionalInterface
public interface Explanation {

	/**
	 * No translation, for clients whose callers get HttpClient's exceptions.
	 */
	Explanation NONE = (failure, call) -> failure;

	/**
	 * Translates a failure.
	 * @param failure the failure thrown by HttpClient or a policy
	 * @param call the call
	 * @return the exception that the caller gets, or its cause if that is more specific
	 */
	Exception of(Exception failure, ExchangeContext call);

}
