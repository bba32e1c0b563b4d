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

package dev.sessions.observation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SessionMeterObservationHandler}: the meters are those of Micrometer's
 * own handler.
 */
class SessionMeterObservationHandlerTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void metersAreMicrometers() {
		assertThat(meters((handler, registry) -> new SessionMeterObservationHandler(handler, registry), (config) -> {
		})).isEqualTo(meters((handler, registry) -> handler, (config) -> {
		}))
			.containsKey("http.client.requests{client.name=127.0.0.1, error=none, exception=none, method=GET, "
					+ "outcome=SUCCESS, session=github, status=200, uri=/users/{login}} COUNT");
	}

	@Test
	void metersAreMicrometersWithAddedKeyValues() {
		Consumer<ObservationRegistry> added = (registry) -> registry.observationConfig()
			.observationFilter((context) -> context.addLowCardinalityKeyValue(KeyValue.of("region", "eu")));
		assertThat(meters((handler, registry) -> new SessionMeterObservationHandler(handler, registry), added))
			.isEqualTo(meters((handler, registry) -> handler, added))
			.allSatisfy((name, value) -> assertThat(name.contains("region=eu"))
				.isEqualTo(name.startsWith("http.client.requests{")));
	}

	@Test
	void metersAreMicrometersWithAnotherHandlerThatChangesKeyValues() {
		Consumer<ObservationRegistry> changed = (registry) -> registry.observationConfig()
			.observationHandler(new Changing());
		assertThat(meters((handler, registry) -> new SessionMeterObservationHandler(handler, registry), changed))
			.isEqualTo(meters((handler, registry) -> handler, changed))
			.anySatisfy((name, value) -> assertThat(name).contains("tenant=one").doesNotContain("client.name"));
	}

	@Test
	void runningCallsAreCounted() {
		List<Double> active = new ArrayList<>();
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = session(
				new SessionMeterObservationHandler(new DefaultMeterObservationHandler(this.meters), this.meters),
				(registry) -> {
				},
				(request) -> active.add(this.meters.get("http.client.requests.active")
					.longTaskTimers()
					.stream()
					.mapToDouble((timer) -> timer.activeTasks())
					.sum()))) {
			session.get("/a");
			session.get("/a");
			session.get("/a");
		}
		assertThat(active).containsExactly(1.0, 1.0, 1.0);
		assertThat(this.meters.get("http.client.requests.active").longTaskTimer().activeTasks()).isZero();
	}

	@Test
	void ignoredMetersAreNotCreated() {
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = session(new SessionMeterObservationHandler(
				new DefaultMeterObservationHandler(this.meters, IgnoredMeters.LONG_TASK_TIMER), this.meters))) {
			session.get("/a");
			session.get("/a");
		}
		assertThat(this.meters.find("http.client.requests.active").meters()).isEmpty();
		assertThat(this.meters.get("http.client.requests").timer().count()).isEqualTo(2);
	}

	@Test
	void callsBeyondTheKeptCombinationsAreMeasured() {
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = session(
				new SessionMeterObservationHandler(new DefaultMeterObservationHandler(this.meters), this.meters))) {
			for (int i = 0; i < 600; i++) {
				session.get("/" + i);
				session.get("/" + i);
			}
		}
		assertThat(this.meters.get("http.client.requests").timers()).hasSize(600)
			.allSatisfy((timer) -> assertThat(timer.count()).isEqualTo(2));
	}

	@Test
	void removedMetersAreCreatedAgain() {
		this.server.otherwise(Reply.ok("hello"));
		try (Session session = session(
				new SessionMeterObservationHandler(new DefaultMeterObservationHandler(this.meters), this.meters))) {
			session.get("/a");
			session.get("/a");
			session.get("/a");
			this.meters.clear();
			session.get("/a");
			session.get("/a");
		}
		assertThat(this.meters.get("http.client.requests").timer().count()).isEqualTo(2);
	}

	@Test
	void contextShowsAllKeyValues() {
		this.server.otherwise(Reply.ok("hello"));
		Recording recording = new Recording();
		try (Session session = session(
				new SessionMeterObservationHandler(new DefaultMeterObservationHandler(this.meters), this.meters),
				(registry) -> registry.observationConfig().observationHandler(recording), (request) -> {
				})) {
			session.get("/users/{login}", "octocat");
		}
		Observation.Context context = recording.stopped;
		assertThat(context.getLowCardinalityKeyValue("uri").getValue()).isEqualTo("/users/{login}");
		assertThat(context.getLowCardinalityKeyValue("none")).isNull();
		assertThat(context.getHighCardinalityKeyValue("http.url").getValue())
			.isEqualTo(this.server.url("/users/octocat"));
		assertThat(context.getAllKeyValues()).contains(KeyValue.of("session", "github"),
				KeyValue.of("http.url", this.server.url("/users/octocat")));
		assertThat(context.toString()).contains("/users/{login}", "/users/octocat", "session='github'");
		context.removeLowCardinalityKeyValue("uri").removeHighCardinalityKeyValue("http.url");
		assertThat(context.getAllKeyValues().stream().map(KeyValue::getKey)).doesNotContain("uri", "http.url")
			.contains("status", "session");
	}

	/**
	 * The meters of calls with various results, each made at least twice.
	 */
	private Map<String, Double> meters(
			BiFunction<DefaultMeterObservationHandler, MeterRegistry, ObservationHandler<Observation.Context>> handler,
			Consumer<ObservationRegistry> changes) {
		MeterRegistry registry = new SimpleMeterRegistry();
		try (Session session = session(handler.apply(new DefaultMeterObservationHandler(registry), registry), changes,
				(request) -> {
				})) {
			this.server.on("/users/octocat", Reply.ok("hello"));
			this.server.on("/redirected", Reply.redirect(302, "/raw"));
			this.server.on("/raw", Reply.ok("hello"));
			this.server.otherwise(Reply.status(404));
			for (int i = 0; i < 3; i++) {
				this.server.on("/retried", Reply.status(503), Reply.ok("again"));
				session.get("/users/{login}", "octocat");
				session.get("/users/{login}?page={page}", "none", i);
				session.get("/retried");
				session.get("/redirected");
				session.get(URI.create(this.server.url("/raw")));
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> session.get("http://127.0.0.1:1/refused"));
			}
		}
		Map<String, Double> values = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			meter.measure().forEach((measurement) -> {
				if (measurement.getStatistic() == Statistic.COUNT
						|| measurement.getStatistic() == Statistic.ACTIVE_TASKS) {
					Map<String, String> tags = new TreeMap<>();
					meter.getId().getTags().forEach((tag) -> tags.put(tag.getKey(), tag.getValue()));
					values.put(meter.getId().getName() + tags + " " + measurement.getStatistic(),
							measurement.getValue());
				}
			});
		}
		return values;
	}

	private Session session(ObservationHandler<Observation.Context> handler) {
		return session(handler, (config) -> {
		}, (request) -> {
		});
	}

	private Session session(ObservationHandler<Observation.Context> handler, Consumer<ObservationRegistry> changes,
			Consumer<Object> onRequest) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(handler);
		changes.accept(observations);
		SessionBuilder builder = Session.builder("github")
			.baseUrl(this.server.url(""))
			.retry((retry) -> retry.withMaxAttempts(2))
			.onRequest(onRequest::accept);
		new SessionObservations(observations).customize("github", builder);
		return builder.build();
	}

	/**
	 * Adds a key value at the start and removes one.
	 */
	private static final class Changing implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			context.addLowCardinalityKeyValue(KeyValue.of("tenant", "one"));
		}

		@Override
		public void onStop(Observation.Context context) {
			context.removeLowCardinalityKeyValue("client.name");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	/**
	 * Records the last context.
	 */
	private static final class Recording implements ObservationHandler<Observation.Context> {

		private volatile Observation.Context stopped;

		@Override
		public void onStop(Observation.Context context) {
			this.stopped = context;
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
