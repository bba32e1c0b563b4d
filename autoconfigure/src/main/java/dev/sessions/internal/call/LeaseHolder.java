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
 * The holder of a lease at a moment.
 *
 * @param method the method of the request that it was taken for
 * @param uri the template of its URI or, where there is none, the URI, in either case
 * without the query
 * @param thread the name of the thread that took it
 * @param age how long it was in use by then
 * @param taken where it was taken
 */
public record LeaseHolder(String method, String uri, String thread, Duration age, Exception taken) {

	/**
	 * The holder in a few words.
	 * @return a part of a sentence
	 */
	public String describe() {
		return this.method + " " + this.uri + " for " + this.age.toMillis() + " ms in thread '" + this.thread + "'";
	}

}
