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

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.sessions.SessionException;
import dev.sessions.retry.RetryBudgetSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Stalls;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.transport.TransportSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Whether the total time of a call is kept, whatever it waits for. Time in which the
 * machine is busy with other things and lets no thread run is not counted.
 */
class DeadlineFaultTests {

	private static final Duration TOLERANCE = Duration.ofMillis(250);

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final Duration DRIP = Duration.ofMillis(100);

	private static final Phase HEAD = phase("a head, a byte now and then", at(Faults.drip(OK + "X: ", "x", DRIP)));

	/**
	 * The first time in a virtual machine, most of it is the loading of classes.
	 */
	@BeforeAll
	static void warmUp() throws Exception {
		for (Way way : Way.values()) {
			time(HEAD, way);
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("phasesAndWays")
	@DisplayName("RULE 26: the total timeout is kept within 250 ms in each phase")
	void isKept(Phase phase, Way way) throws Exception {
		assertThat(time(phase, way)).isLessThanOrEqualTo(Ending.SHORT.plus(TOLERANCE));
	}

	static Stream<Arguments> phasesAndWays() {
		return phases().flatMap((phase) -> Arrays.stream(Way.values())
			.filter((way) -> way != Way.STREAM || !phase.isBody)
			.map((way) -> Arguments.of(phase, way)));
	}

	private static Stream<Phase> phases() {
		return Stream.of(HEAD, phase("a connection that is free", (scene) -> scene.fullPool(Trial.CONNECTIONS)),
				phase("the address of a name", Scene::lookedUpForEver),
				phase("a server that takes up the connection", (scene) -> Scene.backlogIsFull()),
				phase("a handshake, a byte now and then", (scene) -> Scene.drippingHandshake()),
				new Phase("a body, a byte now and then", true,
						at(Faults.drip(OK + "Content-Length: 1000\r\n\r\n", "x", DRIP))),
				new Phase("chunks, one now and then", true,
						at(Faults.drip(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", DRIP))),
				phase("the next attempt", at(Faults.closeWithoutAnswer())),
				phase("attempts that take their time", at((request, connection) -> {
					connection.pause(DRIP);
					connection.close();
				})), phase("a redirect, a byte now and then, and where it leads to", at(Faults
					.drip("HTTP/1.1 302 Found\r\nLocation: /silent\r\nContent-Length: 1000\r\n\r\n", "x", DRIP))));
	}

	private static Phase phase(String name, Scene.Opens opens) {
		return new Phase(name, false, opens);
	}

	/**
	 * What a call took without the time in which no thread ran.
	 */
	private static Duration time(Phase phase, Way way) throws Exception {
		TransportSettings settings = Trial.transport(Ending.TOTAL);
		try (Scene scene = new Scene(settings.withRetry(retry(settings.retry())));
				Scene.Port port = phase.opens.open(scene);
				Stalls stalls = Stalls.watched()) {
			Stopwatch stopwatch = Stopwatch.start();
			Throwable thrown = catchThrowable(
					() -> way.send(scene.session(), HttpMethod.GET, port.url(), Integer.MAX_VALUE));
			Duration elapsed = stopwatch.elapsed();
			Duration stalled = stalls.total();
			assertThat(thrown).isInstanceOf(SessionException.class);
			return elapsed.minus(stalled);
		}
	}

	/**
	 * As many attempts as there is time for.
	 */
	private static RetrySettings retry(RetrySettings retry) {
		return retry.withMaxAttempts(1_000_000)
			.withBackoff(retry.backoff().withDelay(Duration.ofMillis(50)).withMultiplier(1))
			.withBudget(new RetryBudgetSettings(1, 1_000_000));
	}

	private static Scene.Opens at(Answer answer) {
		return (scene) -> {
			scene.server().on(FaultRow.PATH, answer).on("/silent", Faults.silence());
			return Scene.port(scene.server().url(FaultRow.PATH));
		};
	}

	/**
	 * What a call waits for.
	 *
	 * @param name its name
	 * @param isBody whether the reader of a stream waits for it, and not the call
	 * @param opens opens a place where it is waited for
	 */
	private record Phase(String name, boolean isBody, Scene.Opens opens) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
