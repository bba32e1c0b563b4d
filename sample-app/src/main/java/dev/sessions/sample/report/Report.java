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
 * What happened when the application started.
 *
 * @param purposes what the sessions are for
 * @param steps how each call went
 * @param summaries what each session has done in all
 * @param redirected how many requests a redirect brought to another origin
 * @param leaked the names of the credentials that these requests carried
 * @param comparison one session next to a new client for each call
 */
public record Report(List<Purpose> purposes, List<Step> steps, List<Summary> summaries, int redirected,
		List<String> leaked, Comparison comparison) {

	/**
	 * What a session is for.
	 *
	 * @param session the name of the session
	 * @param text a few words
	 */
	public record Purpose(String session, String text) {

	}

	/**
	 * What a session has done.
	 *
	 * @param session the name of the session
	 * @param traffic what the upstream saw of it
	 * @param cookies how many cookies it holds
	 * @param pool its connections
	 * @param meanTime the mean time of its calls, by its metrics
	 */
	public record Summary(String session, Traffic.Count traffic, int cookies, PoolStats pool, Duration meanTime) {

	}

}
