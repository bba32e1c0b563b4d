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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.sessions.internal.client.Transport;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of unreachable sessions that were not closed.
 */
class ForgottenSessionTests {

	private static final Duration IDLE = Duration.ofSeconds(1);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@Test
	void idleConnectionsOfForgottenSessionsAreClosed() {
		// id: forgotten-sessions
		List<WeakReference<Session>> forgotten = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			forgotten.add(forget());
		}
		assertThat(this.server.accepted()).isEqualTo(40);
		await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
			System.gc();
			assertThat(forgotten).allMatch((session) -> session.get() == null);
			assertThat(this.server.open()).isLessThanOrEqualTo(2);
		});
	}

	@Test
	void poolOfForgottenSessionIsCollectedOnceEmpty() {
		WeakReference<Object> pool = forgetPool();
		await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
			System.gc();
			assertThat(pool.get()).isNull();
		});
	}

	static Stream<Arguments> views() {
		return Stream.of(view("forgotten-rest", (session) -> {
			RestClient client = session.restClient();
			return (url) -> client.get().uri(url).retrieve().body(String.class);
		}), view("forgotten-fork", (session) -> {
			Session fork = session.fork();
			return (url) -> fork.get(url).text();
		}), view("service", (session) -> {
			Service service = session.service(Service.class);
			return (url) -> service.get();
		}), view("client", (session) -> {
			HttpClient client = session.unwrap(HttpClient.class);
			return (url) -> get(client, url);
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("views")
	void viewOfForgottenSessionStillWorks(String id, Function<Session, Function<String, String>> view) {
		Function<String, String> get = view.apply(session());
		for (int i = 0; i < 12; i++) {
			System.gc();
			assertThat(get.apply(this.server.url("/x"))).isEqualTo("ok");
		}
	}

	@Test
	void streamOfForgottenSessionIsReadToItsEnd() throws Exception {
		// id: forgotten-open-stream
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
			for (int i = 0; i < 12; i++) {
				connection.send("x");
				connection.pause(Duration.ofMillis(150));
			}
		});
		Future<String> body = stream(session());
		while (!body.isDone()) {
			System.gc();
			await().pollDelay(Duration.ofMillis(50)).until(() -> true);
		}
		assertThat(body.get(1, TimeUnit.SECONDS)).isEqualTo("x".repeat(12));
	}

	private Future<String> stream(Session session) {
		return this.calls.start(() -> session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> new String(response.body().readAllBytes(), StandardCharsets.US_ASCII)));
	}

	private WeakReference<Session> forget() {
		Session session = session();
		session.get("/x");
		return new WeakReference<>(session);
	}

	private WeakReference<Object> forgetPool() {
		Session session = session();
		session.get("/x");
		return new WeakReference<>(session.unwrap(Transport.class));
	}

	private Session session() {
		return Session.builder("forgotten")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxIdleTime(IDLE).withKeepAlive(IDLE))
			.build();
	}

	private static Arguments view(String id, Function<Session, Function<String, String>> view) {
		return Arguments.of(id, view);
	}

	private static String get(HttpClient client, String url) {
		try {
			return client.execute(new HttpGet(url), (response) -> EntityUtils.toString(response.getEntity()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Service {

		@GetExchange("/x")
		String get();

	}

}
