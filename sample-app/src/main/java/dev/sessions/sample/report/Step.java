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

package dev.sessions.sample.report;

import java.time.Duration;
import java.util.stream.Collectors;

import dev.sessions.Response;
import dev.sessions.SessionException;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, or an event between two calls.
 *
 * @param session the name of the session
 * @param call the method and the path, or the event
 * @param outcome the statuses of the redirects and of the response, or the exception
 * @param attempts the number of attempts to send the request, or {@code null} if unknown
 * @param elapsed the duration, or {@code null} for an event
 */
public record Step(String session, String call, String outcome, @Nullable Integer attempts,
		@Nullable Duration elapsed) {

	static Step of(String session, String call, Response response) {
		String redirects = response.history()
			.stream()
			.map((redirect) -> redirect.status().value() + " -> ")
			.collect(Collectors.joining());
		return new Step(session, call, redirects + response.status().value(), response.attempts(), response.elapsed());
	}

	static Step of(String session, String call, SessionException failure) {
		return new Step(session, call, failure.getClass().getSimpleName(), failure.attempts(), failure.elapsed());
	}

}
