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

import java.time.Duration;

/**
 * A snapshot of the holder of a connection lease.
 *
 * @param method the method of the request
 * @param uri the URI template, or else the URI of the request, without the query
 * @param thread the name of the leasing thread
 * @param age the time since the lease began
 * @param taken an exception with the stack trace of the lease
 */
public record LeaseHolder(String method, String uri, String thread, Duration age, Exception taken) {

	/**
	 * Describes the holder for messages.
	 * @return the request, the age of the lease and the thread
	 */
	public String describe() {
		return this.method + " " + this.uri + " for " + this.age.toMillis() + " ms in thread '" + this.thread + "'";
	}

}
