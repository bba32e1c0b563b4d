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
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of request bodies that are longer or shorter than their declared length.
 */
class BodyLengthTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(4)))
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@BeforeEach
	void answerAll() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0} from {1}")
	@MethodSource("wrong")
	void wrongLengthFailsImmediately(String id, String face, Sender sender, int declared, int actual) {
		this.session.get("/first");
		Stopwatch watch = Stopwatch.start();
		Throwable thrown = catchThrowable(() -> sender.send(this.session, resource(declared, actual)));
		assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(3));
		assertThat(thrown)
			.hasStackTraceContaining("the request body is " + ((actual > declared) ? "longer" : "shorter"))
			.isNotInstanceOfAny(ReadTimeoutException.class, TotalTimeoutException.class);
		assertThat(this.session.get("/next").text()).isEqualTo("ok");
		assertThat(this.server.requests()).extracting((request) -> request.path() + " " + request.connection())
			.containsExactly("/first 1", "/next 2");
		assertThat(this.session.pool().leased()).isZero();
	}

	@Test
	void messageNamesBothLengths() {
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.post("/x", (request) -> request.body(resource(5, 10))))
			.withMessageContaining("longer than the 5 bytes")
			.withMessageContaining("10");
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.post("/x", (request) -> request.body(resource(10, 5))))
			.withMessageContaining("shorter than the 10 bytes")
			.withMessageContaining("5");
	}

	@Test
	void rightLengthIsSent() {
		this.session.put("/x", (request) -> request.body(resource(200_000, 200_000)));
		assertThat(this.server.request().body()).hasSize(200_000);
		assertThat(this.server.request().header("Content-Length")).isEqualTo("200000");
	}

	static Stream<Arguments> wrong() {
		Map<String, Sender> faces = Map.of("verb",
				(session, body) -> session.put("/x", (request) -> request.body(body)), "json",
				(session, body) -> session.put("/x", (request) -> request.json(body)), "part",
				(session, body) -> session.put("/x", (request) -> request.multipart("p", body)), "stream",
				(session, body) -> session.stream(HttpMethod.PUT, "/x", (request) -> request.body(body),
						(response) -> 1),
				"RestClient",
				(session, body) -> session.restClient().put().uri("/x").body(body).retrieve().toBodilessEntity(),
				"part of the RestClient", (session, body) -> {
					MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
					parts.add("p", body);
					session.restClient().put().uri("/x").body(parts).retrieve().toBodilessEntity();
				}, "HttpClient", BodyLengthTests::byHttpClient);
		return faces.entrySet()
			.stream()
			.flatMap((face) -> Stream.of(Arguments.of("length-body-longer", face.getKey(), face.getValue(), 5, 10),
					Arguments.of("length-body-shorter", face.getKey(), face.getValue(), 10, 5),
					Arguments.of("much longer", face.getKey(), face.getValue(), 100_000, 300_000),
					Arguments.of("much shorter", face.getKey(), face.getValue(), 300_000, 100_000),
					Arguments.of("nothing", face.getKey(), face.getValue(), 7, 0)));
	}

	private static void byHttpClient(Session session, Resource body) throws IOException {
		String url = session.unwrap(SessionSettings.class).baseUrl() + "/x";
		ClassicHttpRequest request = ClassicRequestBuilder.put(url)
			.setEntity(new EntityTemplate(body.contentLength(), ContentType.APPLICATION_OCTET_STREAM, null,
					(out) -> body.getInputStream().transferTo(out)))
			.build();
		session.unwrap(HttpClient.class).execute(request, (response) -> 1);
	}

	private static Resource resource(int declared, int actual) {
		return new ByteArrayResource(new byte[actual]) {

			@Override
			public long contentLength() {
				return declared;
			}

		};
	}

	@FunctionalInterface
	private interface Sender {

		void send(Session session, Resource body) throws IOException;

	}

}
