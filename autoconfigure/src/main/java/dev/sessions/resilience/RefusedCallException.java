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

package dev.sessions.resilience;

import org.apache.hc.core5.http.HttpException;

/**
 * A guard lets a request not through. It is no {@link java.io.IOException}, as another
 * attempt would only meet the same guard.
 */
public class RefusedCallException extends HttpException {

	private static final long serialVersionUID = 1L;

	private final Guard guard;

	RefusedCallException(Guard guard, String reason) {
		super(reason);
		this.guard = guard;
	}

	/**
	 * Who refuses it.
	 * @return the guard
	 */
	public Guard guard() {
		return this.guard;
	}

}
