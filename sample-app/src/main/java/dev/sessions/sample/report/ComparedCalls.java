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

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.sample.upstream.Upstream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Makes the same calls through one session and with a new client for each call.
 * Comparisons run one after another, so that their connections are counted separately.
 */
@Component
public class ComparedCalls {

	private static final int CALLS = 200;

	private final Session search;

	private final Upstream upstream;

	private final String baseUrl;

	private final Credentials key;

	ComparedCalls(Session search, Upstream upstream, @Value("${sessions.search.base-url}") String baseUrl,
			@Value("${sessions.search.auth.api-key.name}") String keyName,
			@Value("${sessions.search.auth.api-key.value}") String keyValue) {
		this.search = search;
		this.upstream = upstream;
		this.baseUrl = baseUrl;
		this.key = Credentials.apiKeyHeader(keyName, keyValue);
	}

	/**
	 * Make the calls.
	 * @return the costs
	 */
	public synchronized Comparison compare() {
		cost("warm-up", CALLS, this::callWithSession);
		cost("warm-up", CALLS, this::callWithNewClient);
		return new Comparison(CALLS, cost("one-session", CALLS, this::callWithSession),
				cost("client-each", CALLS, this::callWithNewClient));
	}

	private Comparison.Cost cost(String userAgent, int times, Call call) {
		this.upstream.traffic().forget(userAgent);
		long start = System.nanoTime();
		for (int i = 0; i < times; i++) {
			call.make(userAgent);
		}
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		return new Comparison.Cost(time, this.upstream.traffic().of(userAgent).connections());
	}

	private void callWithSession(String userAgent) {
		call(this.search, userAgent);
	}

	private void callWithNewClient(String userAgent) {
		try (Session client = Session.builder("once").baseUrl(this.baseUrl).auth(this.key).build()) {
			call(client, userAgent);
		}
	}

	private static void call(Session session, String userAgent) {
		session.get("/items", (query) -> query.param("q", "tea").header(HttpHeaders.USER_AGENT, userAgent))
			.raiseForStatus();
	}

	/**
	 * A way to make a call.
	 */
	private interface Call {

		void make(String userAgent);

	}

}
