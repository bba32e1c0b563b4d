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

package dev.sessions.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed.
 *
 * @param time the time at which the call ended
 * @param method the method
 * @param uri the template of the URI, or the URI itself if there is no template or the
 * call was redirected; without user info, query, fragment and values of path parameters
 * @param status the status of the response, or {@code null} if there was none
 * @param cause a description of the cause
 * @param attempts the number of attempts to send the request
 * @param elapsedMillis the duration of the call in milliseconds
 */
public record RecentFailure(Instant time, String method, String uri, @Nullable Integer status, String cause,
		int attempts, long elapsedMillis) {

}
