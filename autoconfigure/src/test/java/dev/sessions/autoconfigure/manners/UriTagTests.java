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

package dev.sessions.autoconfigure.manners;

import dev.sessions.Session;
import dev.sessions.StreamedResponse;
import dev.sessions.observation.SessionObservations;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Verifies that the tag {@code uri} is the same for every face.
 */
class UriTagTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry registry = ObservationRegistry.create();

	UriTagTests() {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
	}

	@ParameterizedTest
	@DisplayName("verb and rest client have one tag (uri_restclient)")
	@CsvSource({ "'', /q/{id}, /q/{id}", "/v2, /q/{id}, /q/{id}", "/v2/, /q/{id}, /q/{id}", "/v2, q/{id}, /q/{id}",
			"/q, /q/{id}, /q/{id}" })
	void verbAndRestClientHaveOneTag(String base, String template, String tag) {
		try (Session session = session(base)) {
			session.get(template, 1);
			session.restClient().get().uri(template, 1).retrieve().toBodilessEntity();
		}
		assertThatAllTagsAre(tag, 2);
	}

	@Test
	@DisplayName("query is not part of the tag (uri_query)")
	void queryIsNoPartOfTheTag() {
		try (Session session = session("/v2")) {
			session.get("/q/{id}?x={y}", 1, 2);
			session.restClient().get().uri("/q/{id}?x={y}", 1, 2).retrieve().toBodilessEntity();
		}
		assertThatAllTagsAre("/q/{id}", 2);
		assertThat(this.server.requests()).extracting((request) -> request.target()).containsOnly("/v2/q/1?x=2");
	}

	@Test
	void absoluteTemplateBelowTheBaseUrlHasTheSameTag() {
		try (Session session = session("/v2")) {
			session.get("/q/{id}", 1);
			session.get(this.server.url() + "/v2/q/{id}", 1);
			session.get(this.server.url() + "/v2/q/{id}", (request) -> request.path("id", 1));
			session.stream(HttpMethod.GET, this.server.url() + "/v2/q/{id}", (request) -> request.path("id", 1),
					StreamedResponse::status);
			session.restClient().get().uri(this.server.url() + "/v2/q/{id}", 1).retrieve().toBodilessEntity();
		}
		assertThatAllTagsAre("/q/{id}", 5);
	}

	@Test
	void declarativeClientHasTheSameTag() {
		try (Session session = session("/v2")) {
			session.get("/q/{id}", 1);
			session.service(Queries.class).get("1");
		}
		assertThatAllTagsAre("/q/{id}", 2);
	}

	private Session session(String base) {
		Session session = Session.builder("github").baseUrl(this.server.url() + base).build();
		new SessionObservations(this.registry).observe(session);
		return session;
	}

	private void assertThatAllTagsAre(String tag, long count) {
		assertThat(this.meters.get("http.client.requests").timers())
			.extracting((timer) -> timer.getId().getTag("uri"), Timer::count)
			.containsExactly(tuple(tag, count));
	}

	interface Queries {

		@GetExchange("/q/{id}")
		String get(@PathVariable String id);

	}

}
