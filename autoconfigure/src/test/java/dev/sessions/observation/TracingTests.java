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

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionException;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the spans of a call in OpenTelemetry: one span, and its context on the wire.
 */
class TracingTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	@AutoClose
	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
		.build();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private Tracer tracer;

	private Session session;

	@BeforeEach
	void start() {
		io.opentelemetry.api.trace.Tracer otel = this.provider.get("test");
		this.tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		this.registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(this.tracer, propagator),
					new DefaultTracingObservationHandler(this.tracer)));
		this.session = session((builder) -> builder);
	}

	@AfterEach
	void stop() {
		this.session.close();
	}

	@Test
	void callIsAChildOfTheCurrentSpan() {
		this.server.otherwise(Reply.ok("hello"));
		Observation.createNotStarted("job", this.registry).observe(() -> this.session.get("/users/{login}", "octocat"));
		SpanData call = span("http get");
		SpanData job = span("job");
		assertThat(call.getParentSpanId()).isEqualTo(job.getSpanId());
		assertThat(call.getTraceId()).isEqualTo(job.getTraceId());
		assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
		assertThat(call.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("method"), "GET")
			.containsEntry(AttributeKey.stringKey("uri"), "/users/{login}")
			.containsEntry(AttributeKey.stringKey("status"), "200")
			.containsEntry(AttributeKey.stringKey("outcome"), "SUCCESS")
			.containsEntry(AttributeKey.stringKey("session"), "github")
			.containsEntry(AttributeKey.stringKey("http.url"), this.server.url("/users/octocat"));
		assertThat(call.getEvents()).isEmpty();
		assertThat(this.spans.getFinishedSpanItems()).hasSize(2);
		assertThat(traceparents()).containsExactly(traceparent(call));
	}

	@Test
	void attemptsAreEventsAndEachSendsTheSpan() {
		this.server.otherwise(Reply.status(503), Faults.reset(), Reply.ok("hello"));
		this.session.get("/");
		SpanData call = span("http get");
		assertThat(call.getEvents()).extracting(EventData::getName)
			.containsExactly("retry after 503", "retry after broken");
		assertThat(this.spans.getFinishedSpanItems()).hasSize(1);
		assertThat(traceparents()).containsExactly(traceparent(call), traceparent(call), traceparent(call));
	}

	@Test
	void redirectsAreEventsAndEachHopSendsTheSpan() {
		this.server.on("/a", Reply.redirect(302, "/b?token=s3cret"))
			.on("/b", Reply.redirect(307, this.server.localhost("/s3cret")))
			.on("/s3cret", Reply.status(502), Reply.ok("hello"));
		this.session.get("/a");
		SpanData call = span("http get");
		assertThat(call.getEvents()).extracting(EventData::getName)
			.containsExactly("redirect 302 to " + this.server.url(), "redirect 307 to " + this.server.localhost(""),
					"retry after 502");
		assertThat(this.server.requests()).extracting(ReceivedRequest::path)
			.containsExactly("/a", "/b", "/s3cret", "/s3cret");
		assertThat(traceparents()).hasSize(4).containsOnly(traceparent(call));
		assertThat(call.toString()).doesNotContain("s3cret");
	}

	@Test
	void repetitionWithAnotherCredentialSendsTheSpan() {
		this.server.otherwise(
				Reply.status(401).header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\""),
				Reply.ok("hello"));
		try (Session digest = session((builder) -> builder.auth(Credentials.digest("me", "s3cret")))) {
			digest.get("/");
		}
		assertThat(traceparents()).hasSize(2).containsOnly(traceparent(span("http get")));
	}

	@Test
	void requestHooksKeepTheHeader() {
		this.server.otherwise(Reply.status(503), Reply.ok("hello"));
		try (Session hooked = session(
				(builder) -> builder.onRequest((request) -> request.headers().set("X-Own", "1")))) {
			hooked.get("/");
		}
		assertThat(traceparents()).hasSize(2).containsOnly(traceparent(span("http get")));
	}

	@Test
	void headerOfTheCallerIsReplaced() {
		this.server.otherwise(Reply.status(503), Reply.ok("hello"));
		this.session.get("/",
				(request) -> request.header("traceparent", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-00"));
		assertThat(traceparents()).hasSize(2).containsOnly(traceparent(span("http get")));
	}

	@Test
	void failureIsRecordedInTheSpan() {
		this.server.otherwise(Faults.reset());
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.get("/", (request) -> request.maxAttempts(2)));
		SpanData call = span("http get");
		assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(call.getEvents()).extracting(EventData::getName).containsExactly("retry after broken", "exception");
	}

	@Test
	void statusOfAnErrorIsNoFailureOfTheClient() {
		this.server.otherwise(Reply.status(404));
		this.session.get("/");
		assertThat(span("http get").getAttributes().asMap()).containsEntry(AttributeKey.stringKey("status"), "404")
			.containsEntry(AttributeKey.stringKey("outcome"), "CLIENT_ERROR");
	}

	@Test
	@DisplayName("RULE 36: no secret in a span")
	void noSecretIsInASpan() {
		this.server.on("/a", Reply.redirect(302, "/b?token=s3cret").cookie("sid=s3cret"))
			.on("/b", Reply.status(503).header("Retry-After", "0"), Faults.reset());
		try (Session secretive = session((builder) -> builder.auth(Credentials.basic("me", "s3cret"))
			.param("key", "s3cret")
			.header("X-Api-Key", "s3cret"))) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> secretive.get("/a?password=s3cret",
					(request) -> request.param("token", "s3cret").cookie("own", "s3cret")));
		}
		assertThat(this.server.requests().toString()).isNotEmpty();
		assertThat(this.spans.getFinishedSpanItems()).hasSize(1);
		SpanData call = span("http get");
		assertThat(call.getEvents()).hasSizeGreaterThan(2);
		assertThat(List.of(call.toString(), call.getAttributes().toString(), call.getEvents().toString()))
			.noneMatch((text) -> text.contains("s3cret") || text.contains("czNjcmV0"));
	}

	private Session session(UnaryOperator<SessionBuilder> changes) {
		SessionBuilder builder = Session.builder("github")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
		new SessionObservations(this.registry).customize("github", builder);
		return changes.apply(builder).build();
	}

	private SpanData span(String name) {
		return this.spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError(name + " is not in " + this.spans.getFinishedSpanItems()));
	}

	private static String traceparent(SpanData span) {
		return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getSpanContext().getTraceFlags().asHex();
	}

	/**
	 * The header of each request, which contains it once.
	 */
	private List<String> traceparents() {
		return this.server.requests()
			.stream()
			.map((request) -> String.join(" and ", request.headers("traceparent")))
			.toList();
	}

}
