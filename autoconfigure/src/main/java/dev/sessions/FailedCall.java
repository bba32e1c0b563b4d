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

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

import org.springframework.http.HttpMethod;

/**
 * A call that ended without a response. Immutable.
 *
 * @param session the name of the session
 * @param method the method
 * @param uri the URI without user info and query
 * @param attempts the number of attempts to send the request
 * @param elapsed the duration of the call
 */
public record FailedCall(String session, HttpMethod method, URI uri, int attempts,
		Duration elapsed) implements Serializable {

	String describe(String reason) {
		return "Session '" + this.session + "': " + this.method + " " + this.uri + " failed: " + reason + " ("
				+ this.attempts + ((this.attempts == 1) ? " attempt, " : " attempts, ") + this.elapsed.toMillis()
				+ " ms)";
	}

}
