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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.TestCertificate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Verifies that the table in {@code docs/metrics.md} contains exactly the existing
 * meters.
 */
@ExtendWith(TestCertificate.class)
class MetricsPageTests {

	private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\|([^|]*)\\|([^|]*)\\|[^|]+\\|");

	private static final Pattern TAG = Pattern.compile("`([^`]+)`");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.startTls();

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start();

	@AutoClose
	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void tableContainsTheExistingMeters() throws IOException {
		makeSessionDoEverything();
		Set<String> documented = documented();
		assertThat(documented).isNotEmpty().containsExactlyInAnyOrderElementsOf(registered());
	}

	private void makeSessionDoEverything() {
		this.tokens
			.otherwise(Reply.json("{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"));
		this.server.on("/from", Reply.redirect(302, "/to"))
			.on("/to", Reply.status(503), Reply.ok("hello").cookie("a=b"));
		try (Session session = session()) {
			new SessionMeters(session).bindTo(this.registry);
			session.warmUp();
			await().until(() -> this.registry.get("sessions.warm").gauge().value() == 1);
			session.get("/from");
			session.get("/to");
		}
	}

	private Session session() {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
		SessionBuilder builder = Session.builder("example")
			.baseUrl(this.server.url())
			.auth(Credentials.oauth2(this.tokens.url("/token"), "app", "s3cret"))
			.shared((shared) -> shared.withStore(new MemoryStore(TimeSource.SYSTEM)))
			.pool((pool) -> pool.withWarmUp(1))
			// the first handshake of a busy machine is slow
			.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(30)))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
		new SessionObservations(observations).customize("example", builder);
		return builder.build();
	}

	private Set<String> registered() {
		return this.registry.getMeters()
			.stream()
			.map((meter) -> line(meter.getId().getName(), type(meter), unit(meter), tags(meter)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String type(Meter meter) {
		return switch (meter.getId().getType()) {
			case LONG_TASK_TIMER -> "long task timer";
			default -> meter.getId().getType().name().toLowerCase(Locale.ROOT);
		};
	}

	private String unit(Meter meter) {
		return switch (meter.getId().getType()) {
			case TIMER, LONG_TASK_TIMER -> "seconds";
			default -> (meter.getId().getBaseUnit() != null) ? meter.getId().getBaseUnit() : "";
		};
	}

	/**
	 * All meters have the tag that names their session.
	 */
	private static Set<String> tags(Meter meter) {
		Set<String> tags = meter.getId()
			.getTags()
			.stream()
			.map(Tag::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(tags.remove("session")).as(meter.getId().toString()).isTrue();
		return tags;
	}

	private static Set<String> documented() throws IOException {
		Set<String> rows = new TreeSet<>();
		for (Matcher row = ROW.matcher(Files.readString(Path.of("../docs/metrics.md"))); row.find();) {
			Set<String> tags = TAG.matcher(row.group(4))
				.results()
				.map((tag) -> tag.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
			rows.add(line(row.group(1), row.group(2), row.group(3).strip(), tags));
		}
		return rows;
	}

	private static String line(String name, String type, String unit, Set<String> tags) {
		return name + " is a " + type + " in '" + unit + "' by " + tags;
	}

}
