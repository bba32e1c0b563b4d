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
import java.util.List;

import dev.sessions.PoolStats;
import dev.sessions.sample.upstream.Traffic;

/**
 * A report on the start of the application.
 *
 * @param purposes the purposes of the sessions
 * @param steps the outcome of each call
 * @param summaries the totals of each session
 * @param redirected the number of requests that a redirect sent to another origin
 * @param leaked the names of the credentials that these requests contained
 * @param comparison one session compared with a new client for each call
 */
public record Report(List<Purpose> purposes, List<Step> steps, List<Summary> summaries, int redirected,
		List<String> leaked, Comparison comparison) {

	/**
	 * The purpose of a session.
	 *
	 * @param session the name of the session
	 * @param text a short description
	 */
	public record Purpose(String session, String text) {

	}

	/**
	 * The totals of a session.
	 *
	 * @param session the name of the session
	 * @param traffic the requests and connections that the upstream saw
	 * @param cookies the number of cookies in the jar
	 * @param pool its connections
	 * @param meanTime the mean duration of its calls, from its metrics
	 */
	public record Summary(String session, Traffic.Count traffic, int cookies, PoolStats pool, Duration meanTime) {

	}

}
