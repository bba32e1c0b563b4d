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
import dev.sessions.internal.uri.UriTemplate;

import org.springframework.http.HttpMethod;

/**
 * A URI template with the state that all calls to it share.
 *
 * @param requests creates the requests
 * @param uri the parsed template
 * @param options the options of a call that overrides nothing
 */
record RequestTemplate(RequestFactory requests, UriTemplate uri, ExchangeOptions options) implements RequestUri {

	@Override
	public ExchangeRequest request(HttpMethod method, DefaultRequestSpec spec) {
		return this.requests.create(method, this.uri, spec);
	}

}
