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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.sessions.Response;
import dev.sessions.SessionException;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClientException;

/**
 * Makes the calls of one session and records their outcomes. Not thread-safe.
 */
public final class Journal {

	private final String session;

	private final List<Step> steps = new ArrayList<>();

	Journal(String session) {
		this.session = session;
	}

	/**
	 * Make a call.
	 * @param call the name of the call in the report
	 * @param request the call
	 * @return the response, if there is one
	 */
	public Optional<Response> call(String call, Supplier<Response> request) {
		try {
			Response response = request.get();
			this.steps.add(Step.of(this.session, call, response));
			return Optional.of(response);
		}
		catch (SessionException ex) {
			this.steps.add(Step.of(this.session, call, ex));
			return Optional.empty();
		}
	}

	/**
	 * Make a call through another face of the session, which reports only the status.
	 * @param call the name of the call in the report
	 * @param face makes the call
	 */
	public void face(String call, Face face) {
		long start = System.nanoTime();
		String outcome;
		try {
			outcome = String.valueOf(face.call().value());
		}
		catch (RestClientException | IOException ex) {
			outcome = ex.getClass().getSimpleName();
		}
		this.steps.add(new Step(this.session, call, outcome, null, Duration.ofNanos(System.nanoTime() - start)));
	}

	/**
	 * Record an event between two calls.
	 * @param event the name of the event in the report
	 * @param outcome its outcome
	 */
	public void event(String event, String outcome) {
		this.steps.add(new Step(this.session, event, outcome, null, null));
	}

	List<Step> steps() {
		return List.copyOf(this.steps);
	}

	/**
	 * A way to make a call with another API than the session's own.
	 */
	@FunctionalInterface
	public interface Face {

		HttpStatusCode call() throws IOException;

	}

}
