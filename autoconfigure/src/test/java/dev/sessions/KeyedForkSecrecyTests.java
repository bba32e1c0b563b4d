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

import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.autoconfigure.actuate.Management;
import dev.sessions.internal.call.SessionState;
import dev.sessions.observation.SessionMeters;
import dev.sessions.observation.SessionObservations;
import dev.sessions.settings.LogDetail;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Verifies that the key of a fork, which may be the name of a user, is not exposed.
 */
class KeyedForkSecrecyTests {

	private static final String KEY = "s3cret-user";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/closed", Faults.closeWithoutAnswer())
		.on("/busy", Reply.status(503))
		.otherwise(Reply.ok("ok").cookie("sid=1"));

	@AutoClose
	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	@Test
	void logsAndMetersDoNotShowIt() {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
		SessionBuilder builder = Session.builder("test").baseUrl(this.server.url()).log(LogDetail.BODY);
		new SessionObservations(observations).customize("test", builder);
		try (Session session = builder.build()) {
			new SessionMeters(session).bindTo(this.registry);
			session.fork(KEY).get("/x");
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> fail(session.fork(KEY)));
			session.forget(KEY);
		}
		assertThat(this.events.list).isNotEmpty().noneMatch((event) -> event.toString().contains(KEY));
		assertThat(this.registry.getMeters().stream().map((meter) -> meter.getId().toString()))
			.anyMatch((meter) -> meter.contains("http.client.requests"))
			.noneMatch((meter) -> meter.contains(KEY));
	}

	@Test
	void textsAndMessagesDoNotShowIt() {
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			Session fork = session.fork(KEY);
			fork.get("/x");
			assertThat(fork + "|" + session + fork.unwrap(SessionSettings.class) + fork.unwrap(SessionState.class)
					+ fork.cookies())
				.doesNotContain(KEY);
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> fail(fork))
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(KEY));
			assertThatIllegalArgumentException().isThrownBy(() -> fork.get("/{missing}"))
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(KEY));
		}
	}

	@Test
	void endpointDoesNotShowIt() {
		Management.overHttp()
			.withPropertyValues("sessions.my-api.base-url=" + this.server.url(), "sessions.my-api.retry.max-attempts=1",
					"sessions.my-api.forks.max-count=7")
			.run((context) -> {
				Session session = context.getBean("my-api", Session.class);
				session.fork(KEY).get("/busy");
				try (Session caller = Management.caller(context)) {
					String shown = caller.get("/sessions").text() + caller.get("/sessions/my-api").text();
					assertThat(shown).contains("/busy", "forks.max-count").doesNotContain(KEY);
				}
			});
	}

	@Test
	void serverDoesNotSeeIt() {
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			session.fork(KEY).post("/x", (request) -> request.form("a", "b"));
		}
		assertThat(this.server.requests().stream().map(ReceivedRequest::toString).collect(Collectors.joining()))
			.doesNotContain(KEY);
		assertThat(this.server.request().headers().toString()).doesNotContain(KEY);
	}

	private static void fail(Session fork) {
		fork.get("/closed", (request) -> request.maxAttempts(1));
	}

}
