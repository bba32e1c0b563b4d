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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of server-sent events (HTML standard, section 9.2) and of lines.
 */
@Timeout(30)
class ServerSentEventTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(10)))
		.build();

	@ParameterizedTest
	@MethodSource
	void reads(String lines, List<String> events) {
		for (String end : List.of("\n", "\r", "\r\n")) {
			assertThat(events(Reply.ok(lines.replace("|", end)))).isEqualTo(events);
			assertThat(events(Reply.ok("\uFEFF" + lines.replace("|", end)))).isEqualTo(events);
		}
	}

	static Stream<Arguments> reads() {
		return Stream.of(
				// the examples of section 9.2.6
				Arguments.of("data: YHOO|data: +2|data: 10||", List.of("message:YHOO/+2/10")),
				Arguments.of(": test||data: first|id: 1||data:second|id||data:  third||",
						List.of("message:first#1", "message:second#", "message: third#")),
				Arguments.of("data||data|data||data:", List.of("message:", "message:/")),
				Arguments.of("data:test||data: test||", List.of("message:test", "message:test")),
				Arguments.of("event: add|data: 7||event: remove|data: 8||data: 9||",
						List.of("add:7", "remove:8", "message:9")),
				// events without data
				Arguments.of("", List.of()), Arguments.of("||||", List.of()),
				Arguments.of(": comment||event: add||id: 1||", List.of()),
				Arguments.of("event: add||data: a||", List.of("message:a")),
				// an event without a final empty line is dropped
				Arguments.of("data: a", List.of()), Arguments.of("data: a||data: b|", List.of("message:a")),
				// an id persists, and one with NUL is ignored
				Arguments.of("id: 1|data: a||data: b||id: 2|data: c||",
						List.of("message:a#1", "message:b#1", "message:c#2")),
				Arguments.of("id: 1||data: a||", List.of("message:a#1")),
				Arguments.of("id: 1||id: \u0000|data: a||", List.of("message:a#1")),
				// fields
				Arguments.of("Data: a|datas: b|foo|:|data : c|data: d||", List.of("message:d")),
				Arguments.of("data: a: b||", List.of("message:a: b")),
				Arguments.of("data: gr\u00fc\u00df\u20ac||", List.of("message:gr\u00fc\u00df\u20ac")),
				Arguments.of("retry: 10|data: a||data: b||retry: 20|data: c||",
						List.of("message:a@10", "message:b@10", "message:c@20")),
				Arguments.of("retry: 1s|retry: -1|retry: 99999999999999999999|retry|data: a||", List.of("message:a")));
	}

	@Test
	void readsEachEventOnArrival() {
		Gate gate = new Gate();
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\r\rdata");
			gate.then((sameRequest, sameConnection) -> connection.send(": 2\n\n")).send(request, connection);
			connection.close();
		});
		List<String> events = this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.events().map((event) -> {
			gate.open();
			return event.data();
		}).toList());
		assertThat(events).containsExactly("1", "2");
	}

	@Test
	void endsWhenTheReaderStops() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\ndata: 2\n\n");
			connection.awaitClientClose();
		});
		assertThat(this.session.<ServerSentEvent>stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.events().findFirst().orElseThrow()).data()).isEqualTo("1");
		await().until(() -> this.session.pool().leased() == 0);
	}

	@Test
	void endsWhenTheServerIsSilentBetweenLines() {
		assertTimesOut((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n");
			connection.awaitClientClose();
		});
	}

	@Test
	void endsWhenALineTakesTooLong() {
		assertTimesOut(Faults.drippingBody(Duration.ofMillis(20)));
	}

	private void assertTimesOut(Answer answer) {
		this.server.otherwise(answer);
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x",
				(request) -> request.readTimeout(Duration.ofMillis(300)), (response) -> response.events().count()));
		await().until(() -> this.session.pool().leased() == 0);
	}

	@Test
	void timeOfTheReaderDoesNotCount() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\ndata: 2\n\n");
			connection.pause(Duration.ofMillis(500));
			connection.send("data: 3\n\n");
			connection.close();
		});
		List<String> events = this.session.stream(HttpMethod.GET, "/x",
				(request) -> request.readTimeout(Duration.ofMillis(400)),
				(response) -> response.events().map((event) -> {
					busyFor(Duration.ofMillis(250));
					return event.data();
				}).toList());
		assertThat(events).containsExactly("1", "2", "3");
	}

	private static void busyFor(Duration time) {
		for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() - end < 0;) {
			Thread.onSpinWait();
		}
	}

	@Test
	void lineAndEventAreBounded() {
		for (String body : List.of("data: " + "x".repeat(20_000) + "\n\n",
				("data: " + "x".repeat(500) + "\n").repeat(40))) {
			this.server.otherwise(Reply.ok(body));
			assertThatExceptionOfType(ResponseTooLargeException.class)
				.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
				}, (response) -> response.events().count()))
				.withMessageContaining("max-response-size");
		}
	}

	@Test
	void lines() {
		assertThat(lines(Reply.ok("{\"a\":1}\n\n{\"b\":2}\r\nlast"))).containsExactly("{\"a\":1}", "", "{\"b\":2}",
				"last");
		assertThat(lines(Reply.ok(""))).isEmpty();
		assertThat(lines(Reply.ok("\uFEFFa\n"))).containsExactly("a");
		assertThat(lines(Reply.status(200)
			.header("Content-Type", "text/plain;charset=UTF-16")
			.body("\u010a\u0d0a\n\u00fc".getBytes(StandardCharsets.UTF_16)))).containsExactly("\u010a\u0d0a", "\u00fc");
	}

	@Test
	void linesOfAnyNumber() {
		String line = "x".repeat(99) + "\n";
		this.server.otherwise(Reply.ok(line.repeat(10_000)));
		assertThat(this.session.<Long>stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.lines().filter((each) -> each.length() == 99).count())).isEqualTo(10_000);
	}

	private List<String> lines(Reply reply) {
		this.server.otherwise(reply);
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.lines().toList());
	}

	private List<String> events(Reply reply) {
		this.server.otherwise(reply);
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.events().map(ServerSentEventTests::text).collect(Collectors.toList()));
	}

	private static String text(ServerSentEvent event) {
		return event.event() + ":" + event.data().replace("\n", "/") + ((event.id() != null) ? "#" + event.id() : "")
				+ ((event.retry() != null) ? "@" + event.retry().toMillis() : "");
	}

}
