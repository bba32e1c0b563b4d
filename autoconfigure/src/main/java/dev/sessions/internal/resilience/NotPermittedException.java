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

package dev.sessions.internal.resilience;

import org.apache.hc.core5.http.HttpException;

/**
 * Thrown when a circuit breaker, rate limit or bulkhead does not permit a request. Not an
 * {@link java.io.IOException}, because another attempt would not be permitted either.
 */
public class NotPermittedException extends HttpException {

	private static final long serialVersionUID = 1L;

	private final ResilienceFeature feature;

	NotPermittedException(ResilienceFeature feature, String reason) {
		super(reason);
		this.feature = feature;
	}

	/**
	 * Return the feature that does not permit the request.
	 * @return the feature
	 */
	public ResilienceFeature feature() {
		return this.feature;
	}

}
