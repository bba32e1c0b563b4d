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

import dev.sessions.internal.call.ExchangeContext;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Creates the response of a call whose body was read. Thread-safe.
 *
 * @param <R> the response
 */
@FunctionalInterface
interface ResponseFactory<R> {

	/**
	 * Create a response. It holds no connection.
	 * @param call the context of the call, with its request, retries and redirects
	 * @param head the status and headers of the response
	 * @param body the decoded body, empty if there is none; not copied, so it must not be
	 * changed
	 * @return the response
	 */
	R create(ExchangeContext call, HttpResponse head, byte[] body);

}
