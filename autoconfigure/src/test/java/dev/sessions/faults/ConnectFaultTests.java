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
import java.util.List;

import javax.net.ssl.SSLContext;

import dev.sessions.ConnectFailedException;
import dev.sessions.ConnectTimeoutException;
import dev.sessions.LeaseTimeoutException;
import dev.sessions.Session;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.DeafPort;
import dev.sessions.testsupport.RudePort;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of faults before a connection is established. Nothing has been sent then, so any
 * request is retried.
 */
class ConnectFaultTests {

	private static final SSLContext STRANGER = CertificateAuthority.named("Stranger").server().context(null);

	@ParameterizedTest
	@MethodSource("places")
	void isHandled(Place place) throws InterruptedException {
		Trial.inEachWay((way, method) -> Trial.inTime(place.row, way, method, () -> {
			try (Scene scene = new Scene(Trial.transport(place.row.ending()));
					Scene.Port port = place.opens.open(scene)) {
				return failedCall(place.row, way, method, scene, port.url());
			}
		}));
	}

	private static Duration failedCall(FaultRow row, Way way, HttpMethod method, Scene scene, String url) {
		Session session = scene.session();
		int leased = session.pool().leased();
		int before = scene.server().requests().size();
		Stopwatch stopwatch = Stopwatch.start();
		row.outcome(way, method).of(() -> way.send(session, method, url, Integer.MAX_VALUE), row.attempts().of(method));
		Duration elapsed = stopwatch.elapsed();
		Trial.settle(() -> session.pool().leased() == leased && session.pool().pending() == 0);
		assertThat(session.pool().available()).isZero();
		assertThat(scene.server().requests()).hasSize(before);
		scene.gate().open();
		Trial.succeed(row.ending(), way, session, scene.server().url("/healthy"));
		Trial.settle(() -> session.pool().leased() == 0 && session.pool().available() > 0
				&& session.pool().available() == scene.server().open());
		return elapsed;
	}

	static List<FaultRow> rows() {
		return places().stream().map(Place::row).toList();
	}

	private static List<Place> places() {
		return List.of(
				place(FaultRow.of("refuses the connection").fails(ConnectFailedException.class).sent(3, 3),
						(scene) -> Scene.port("http://127.0.0.1:1/fault")),
				place(FaultRow.of("does not take up the connection, as its backlog is full")
					.fails(ConnectTimeoutException.class, "no connection could be opened")
					.after(Ending.CONNECT)
					.sent(3, 3), (scene) -> Scene.backlogIsFull()),
				place(FaultRow.of("has an unknown name")
					.fails(ConnectFailedException.class, "the host is unknown")
					.sent(3, 3), (scene) -> {
						scene.dns().answer();
						return Scene.port("http://name.invalid/fault");
					}),
				place(FaultRow.of("has a name that is looked up without end")
					.fails(ConnectTimeoutException.class, "the address of name.test could not be found")
					.after(Ending.CONNECT), Scene::lookedUpForEver),
				place(FaultRow.of("has a name that is looked up without end, and the call little time")
					.fails(TotalTimeoutException.class, "while it waited for the address of name.test")
					.after(Ending.TOTAL), Scene::lookedUpForEver),
				place(FaultRow.of("says nothing in the TLS handshake")
					.fails(ConnectTimeoutException.class)
					.after(Ending.CONNECT)
					.sent(3, 3), (scene) -> {
						DeafPort port = new DeafPort();
						return new Scene.Port(port.url("https", "/fault"), port::close);
					}),
				place(FaultRow.of("sends a byte of the TLS handshake each 20 ms")
					.fails(ConnectTimeoutException.class)
					.after(Ending.CONNECT)
					.sent(3, 3), (scene) -> Scene.drippingHandshake()),
				place(FaultRow.of("closes the connection within the TLS handshake")
					.fails(ConnectFailedException.class, "the connection broke during the handshake")
					.sent(3, 3), (scene) -> Scene.rude(RudePort.closing())),
				place(FaultRow.of("resets the connection within the TLS handshake")
					.fails(ConnectFailedException.class, "the connection broke during the handshake")
					.sent(3, 3), (scene) -> Scene.rude(RudePort.resetting())),
				place(FaultRow.of("does not speak TLS").fails(ConnectFailedException.class, "TLS failed"),
						(scene) -> Scene.rude(RudePort.saying("HTTP/1.1 400 Bad Request\r\n\r\n"))),
				place(FaultRow.of("has a certificate that is not trusted")
					.fails(ConnectFailedException.class, "TLS failed"), (scene) -> {
						ScriptedServer server = ScriptedServer.startTls(STRANGER, (listener) -> {
						});
						return new Scene.Port(server.url("/fault"), server::close);
					}),
				place(FaultRow.of("keeps all connections of the pool busy")
					.fails(LeaseTimeoutException.class, "leased 2, available 0")
					.after(Ending.LEASE), (scene) -> scene.fullPool(Trial.CONNECTIONS)));
	}

	private static Place place(FaultRow row, Scene.Opens opens) {
		return new Place(row, opens);
	}

	/**
	 * A row and the place of its fault.
	 *
	 * @param row the row
	 * @param opens opens the port
	 */
	private record Place(FaultRow row, Scene.Opens opens) {

		@Override
		public String toString() {
			return this.row.toString();
		}

	}

}
