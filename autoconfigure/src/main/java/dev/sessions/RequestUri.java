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

import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;

import org.springframework.http.HttpMethod;

/**
 * The URI of requests, as passed by the caller: a template or a ready-made URI.
 */
@FunctionalInterface
interface RequestUri {

	/**
	 * Create a request.
	 * @param method the method
	 * @param spec describes the request
	 * @return the request
	 */
	ExchangeRequest request(HttpMethod method, DefaultRequestSpec spec);

	/**
	 * Return the options of a call that overrides nothing.
	 */
	default ExchangeOptions options() {
		return ExchangeOptions.NONE;
	}

}
