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

import java.util.function.BiFunction;

import dev.sessions.transport.ExchangeRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Where requests go, said by a template or a ready-made URI.
 *
 * @param template the template, if there is one, for metrics
 * @param requests makes the requests to there
 */
record Destination(@Nullable String template, BiFunction<HttpMethod, DefaultRequestSpec, ExchangeRequest> requests) {

	ExchangeRequest request(HttpMethod method, DefaultRequestSpec spec) {
		return this.requests.apply(method, spec);
	}

}
