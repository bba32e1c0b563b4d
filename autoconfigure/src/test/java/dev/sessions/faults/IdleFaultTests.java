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

package dev.sessions.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of faults of an idle connection. The previous call succeeded; the next one must
 * neither be sent over the connection nor take the data there for its response.
 */
class IdleFaultTests {

	@ParameterizedTest
	@MethodSource("idles")
	void isHandled(Idle idle) throws InterruptedException {
		Trial.inEachWay((way, method) -> Trial.inTime(idle.row, way, method, () -> {
			try (ScriptedServer server = ScriptedServer.start().on("/next", Reply.ok("ok"));
					Session session = Trial.session(Ending.AT_ONCE).baseUrl(server.url()).build()) {
				idle.row.script().accept(server);
				Outcome.response(200, "first")
					.of(() -> way.send(session, HttpMethod.GET, server.url(FaultRow.PATH), Integer.MAX_VALUE), 1);
				idle.then.happens(server);
				Trial.settle(() -> !idle.closes || server.open() == 0);
				return nextCall(idle.row, way, method, server, session);
			}
		}));
	}

	private static Duration nextCall(FaultRow row, Way way, HttpMethod method, ScriptedServer server, Session session) {
		Stopwatch stopwatch = Stopwatch.start();
		row.outcome(way, method).of(() -> way.send(session, method, server.url("/next"), Integer.MAX_VALUE), 1);
		Duration elapsed = stopwatch.elapsed();
		assertThat(server.request("/next").connection()).isEqualTo(2);
		assertThat(server.requests()).extracting(ReceivedRequest::path).containsExactly(FaultRow.PATH, "/next");
		Trial.settle(() -> session.pool().leased() == 0 && session.pool().available() == 1 && server.open() == 1);
		return elapsed;
	}

	static List<FaultRow> rows() {
		return idles().stream().map(Idle::row).toList();
	}

	private static List<Idle> idles() {
		return List.of(closes("closes an idle connection at once", 0, ""),
				closes("closes an idle connection after 1 ms", 1, ""),
				closes("closes an idle connection after 20 ms", 20, ""), resets(),
				closes("sends a late 408 on an idle connection and closes it", 1, Faults.LATE),
				closes("sends a second response on an idle connection and closes it", 1, Faults.FORGED),
				staysOpen("sends a second response behind its answer", Faults.FORGED),
				staysOpen("sends a late 408 behind its answer", Faults.LATE),
				staysOpen("sends more than the length of its answer", "0"));
	}

	private static Idle closes(String fault, int millis, String unasked) {
		return new Idle(FaultRow.of(fault, (request, connection) -> {
			Reply.ok("first").send(request, connection);
			if (millis > 0) {
				connection.pause(Duration.ofMillis(millis));
			}
			connection.send(unasked);
			connection.closeAndAwaitArrival();
		}).answers(200, "ok"), true, (server) -> {
		});
	}

	/**
	 * Only after the response was read: a reset would discard it.
	 */
	private static Idle resets() {
		return new Idle(FaultRow.of("resets an idle connection", Reply.ok("first")).answers(200, "ok"), true,
				ScriptedServer::resetAll);
	}

	/**
	 * Unsolicited data arrives together with the response.
	 */
	private static Idle staysOpen(String fault, String unasked) {
		String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
		return new Idle(FaultRow.of(fault, Faults.silenceAfter(answer + unasked)).answers(200, "ok"), false,
				(server) -> {
				});
	}

	/**
	 * A row of an idle connection.
	 *
	 * @param row the row, for the next call
	 * @param closes whether the server closes the connection
	 * @param then the action after the response was read
	 */
	private record Idle(FaultRow row, boolean closes, Then then) {

		@Override
		public String toString() {
			return this.row.toString();
		}

	}

	@FunctionalInterface
	private interface Then {

		void happens(ScriptedServer server) throws IOException;

	}

}
