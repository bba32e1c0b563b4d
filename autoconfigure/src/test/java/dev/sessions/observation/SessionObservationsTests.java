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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sessions.ConnectFailedException;
import dev.sessions.ResponseTooLargeException;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionException;
import dev.sessions.TooManyRedirectsException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SessionObservations}, with a real server.
 */
class SessionObservationsTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final Recorder recorder = new Recorder();

	private HttpServer server;

	private Session session;

	private volatile HttpExchange exchange;

	@BeforeEach
	void start() throws IOException {
		this.registry.observationConfig().observationHandler(this.recorder);
		this.server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		answer("/", (exchange) -> respond(exchange, 200, "hello"));
		this.server.start();
		this.session = build(new SessionObservations(this.registry));
	}

	@AfterEach
	void stop() {
		this.session.close();
		this.server.stop(0);
	}

	@Test
	void verbIsObservedWithItsTemplate() {
		this.session.get("/users/{login}?page={page}", "octocat", 1);
		ClientRequestObservationContext context = this.recorder.single();
		assertThat(context.getName()).isEqualTo("http.client.requests");
		assertThat(context.getLowCardinalityKeyValues()).contains(KeyValue.of("session", "github"),
				KeyValue.of("method", "GET"), KeyValue.of("uri", "/users/{login}"), KeyValue.of("status", "200"),
				KeyValue.of("outcome", "SUCCESS"), KeyValue.of("client.name", "localhost"),
				KeyValue.of("exception", "none"));
	}

	@Test
	void restClientIsObservedOnce() {
		this.session.restClient().get().uri("/users/{login}", "octocat").retrieve().body(String.class);
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("session", "github"),
				KeyValue.of("uri", "/users/{login}"), KeyValue.of("status", "200"));
	}

	@Test
	void rawClientIsObservedOnce() throws IOException {
		this.session.unwrap(HttpClient.class).execute(new HttpGet(url("/raw")), (response) -> null);
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("session", "github"),
				KeyValue.of("uri", "none"), KeyValue.of("status", "200"));
	}

	@Test
	void redirectsAndRetriesAreOneCall() {
		AtomicInteger calls = new AtomicInteger();
		answer("/from", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/to");
			respond(exchange, 302, "");
		});
		answer("/to", (exchange) -> respond(exchange, (calls.getAndIncrement() == 0) ? 503 : 200, "hello"));
		assertThat(this.session.get("/from").attempts()).isEqualTo(2);
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("uri", "/from"),
				KeyValue.of("status", "200"));
	}

	@Test
	void statusOfAnErrorIsObserved() {
		answer("/", (exchange) -> respond(exchange, 404, ""));
		this.session.get("/none");
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("status", "404"),
				KeyValue.of("outcome", "CLIENT_ERROR"));
	}

	@Test
	void failureIsObserved() {
		this.server.stop(0);
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/users"));
		assertThat(this.recorder.single().getError()).isInstanceOf(ConnectFailedException.class);
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("session", "github"),
				KeyValue.of("uri", "/users"), KeyValue.of("outcome", "UNKNOWN"),
				KeyValue.of("exception", "ConnectFailedException"));
	}

	@Test
	void callerGetsTheObservedException() {
		answer("/loop", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/loop");
			respond(exchange, 302, "");
		});
		SessionException thrown = catchThrowableOfType(SessionException.class, () -> this.session.get("/loop"));
		assertThat(thrown).isInstanceOf(TooManyRedirectsException.class).isSameAs(this.recorder.single().getError());
	}

	@Test
	void callerGetsTheObservedExceptionOfTheBody() {
		answer("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write(new byte[2048]);
			exchange.close();
		});
		try (Session bounded = build(new SessionObservations(this.registry),
				(builder) -> builder.limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(1))))) {
			SessionException thrown = catchThrowableOfType(SessionException.class, () -> bounded.get("/"));
			assertThat(thrown).isInstanceOf(ResponseTooLargeException.class)
				.isSameAs(this.recorder.single().getError());
		}
	}

	@Test
	void observationEndsWithTheBody() throws IOException {
		try (ClassicHttpResponse response = open()) {
			assertThat(this.recorder.stopped).isEmpty();
			InputStream body = response.getEntity().getContent();
			assertThat(body.read()).isEqualTo('h');
			assertThat(this.recorder.stopped).isEmpty();
			body.readAllBytes();
			assertThat(this.recorder.stopped).hasSize(1);
		}
		assertThat(this.recorder.single().getError()).isNull();
	}

	@Test
	void observationEndsWhenTheBodyIsClosedUnread() throws IOException {
		open().close();
		assertThat(this.recorder.single().getError()).isNull();
	}

	@Test
	void observationEndsWhenTheBodyIsWrittenElsewhere() throws IOException {
		try (ClassicHttpResponse response = open()) {
			response.getEntity().writeTo(OutputStream.nullOutputStream());
			assertThat(this.recorder.stopped).hasSize(1);
		}
	}

	@Test
	void truncatedBodyIsAnError() {
		answer("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 10);
			exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
			exchange.close();
		});
		SessionException thrown = catchThrowableOfType(SessionException.class, () -> this.session.get("/"));
		assertThat(this.recorder.single().getError()).isInstanceOf(IOException.class).isSameAs(thrown.getCause());
		assertThat(this.recorder.single().getResponse()).isNotNull();
	}

	@Test
	void responseWithoutBodyEndsIt() {
		answer("/", (exchange) -> respond(exchange, 204, ""));
		this.session.delete("/users");
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("status", "204"));
	}

	@Test
	void secretsOfTheQueryAreNotObserved() {
		this.session.get("/users?token=secret");
		ClientRequestObservationContext context = this.recorder.single();
		assertThat(context.getHighCardinalityKeyValues()).contains(KeyValue.of("http.url", url("/users")));
		assertThat(context.getAllKeyValues().toString()).doesNotContain("secret");
	}

	@Test
	void tracingMaySetHeaders() {
		this.recorder.onStart = (context) -> context.getSetter().set(context.getCarrier(), "traceparent", "00-abc");
		this.session.get("/users");
		assertThat(this.exchange.getRequestHeaders().get("traceparent")).containsExactly("00-abc");
	}

	@Test
	void callRunsInTheScopeOfItsObservation() {
		List<Observation> current = new ArrayList<>();
		SessionBuilder builder = Session.builder("github").baseUrl(url(""));
		builder.httpClient((client) -> client.addExecInterceptorFirst("probe", (request, scope, chain) -> {
			current.add(this.registry.getCurrentObservation());
			return chain.proceed(request, scope);
		}));
		new SessionObservations(this.registry).customize("github", builder);
		try (Session observed = builder.build()) {
			observed.get("/");
		}
		assertThat(current).doesNotContainNull().hasSize(1);
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void ownConventionIsUsed() {
		try (Session observed = build(
				new SessionObservations(this.registry, new DefaultClientRequestObservationConvention("my.calls")))) {
			observed.get("/");
		}
		assertThat(this.recorder.single().getName()).isEqualTo("my.calls");
		assertThat(this.recorder.single().getLowCardinalityKeyValues()).contains(KeyValue.of("session", "github"));
	}

	@Test
	@SuppressWarnings("unchecked")
	void registryWithoutHandlersHasNoCost() {
		SessionBuilder builder = mock(SessionBuilder.class);
		ArgumentCaptor<Consumer<HttpClientBuilder>> change = ArgumentCaptor.forClass(Consumer.class);
		given(builder.httpClient(change.capture())).willReturn(builder);
		HttpClientBuilder client = mock(HttpClientBuilder.class);
		new SessionObservations(ObservationRegistry.create()).customize("github", builder);
		change.getValue().accept(client);
		then(client).shouldHaveNoInteractions();
		new SessionObservations(this.registry).customize("github", builder);
		change.getValue().accept(client);
		then(client).should().addExecInterceptorFirst(any(), any());
	}

	private ClassicHttpResponse open() throws IOException {
		HttpHost host = new HttpHost("http", "localhost", this.server.getAddress().getPort());
		return this.session.unwrap(HttpClient.class).executeOpen(host, new HttpGet("/"), null);
	}

	private Session build(SessionObservations observations) {
		return build(observations, (builder) -> {
		});
	}

	private Session build(SessionObservations observations, Consumer<SessionBuilder> settings) {
		SessionBuilder builder = Session.builder("github")
			.baseUrl(url(""))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
		settings.accept(builder);
		observations.customize("github", builder);
		return builder.build();
	}

	private String url(String path) {
		return "http://localhost:" + this.server.getAddress().getPort() + path;
	}

	private void answer(String path, Answer answer) {
		if (path.equals("/") && this.session != null) {
			this.server.removeContext("/");
		}
		this.server.createContext(path, (exchange) -> {
			this.exchange = exchange;
			answer.to(exchange);
		});
	}

	private static void respond(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		if (bytes.length > 0) {
			exchange.getResponseBody().write(bytes);
		}
		exchange.close();
	}

	private interface Answer {

		void to(HttpExchange exchange) throws IOException;

	}

	private static final class Recorder implements ObservationHandler<ClientRequestObservationContext> {

		private final List<ClientRequestObservationContext> stopped = new ArrayList<>();

		private Consumer<ClientRequestObservationContext> onStart = (context) -> {
		};

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ClientRequestObservationContext;
		}

		@Override
		public void onStart(ClientRequestObservationContext context) {
			this.onStart.accept(context);
		}

		@Override
		public void onStop(ClientRequestObservationContext context) {
			this.stopped.add(context);
		}

		ClientRequestObservationContext single() {
			assertThat(this.stopped).hasSize(1);
			return this.stopped.get(0);
		}

	}

}
