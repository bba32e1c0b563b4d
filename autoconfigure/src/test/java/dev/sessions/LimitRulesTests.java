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

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Bomb;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the limits of a response.
 */
class LimitRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 23: a body is limited while it is decoded")
	void bomb(Face face) throws IOException {
		this.server.otherwise(bomb(1));
		assertTooLarge(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 23: a body that is compressed several times is limited as well")
	void nestedBomb(Face face) throws IOException {
		this.server.otherwise(bomb(5));
		assertTooLarge(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 23: a body compressed more than five times is refused")
	void tooManyCodings(Face face) throws IOException {
		this.server.otherwise(
				Reply.status(200)
					.header("Content-Encoding", "gzip, gzip, gzip")
					.header("Content-Encoding", "gzip, gzip, gzip")
					.body("any"),
				Reply.status(200).header("Content-Encoding", "gzip, gzip, gzip, gzip, gzip, gzip").body("any"));
		try (Session session = session()) {
			Throwable doubled = catchThrowable(() -> face.get(session, this.server.url("/x")));
			Throwable single = catchThrowable(() -> face.get(session, this.server.url("/x")));
			assertThat(single).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class)
				.hasMessageContaining("5 content codings");
			assertThat(doubled).as("header in two lines").isNotNull();
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 23: bodies of redirects and of retried responses are not decoded")
	void unreadBodies(Face face) throws IOException {
		String noGzip = "this is not compressed at all";
		this.server.on("/x", Reply.redirect(302, "/there").header("Content-Encoding", "gzip").body(noGzip))
			.on("/there", Reply.status(503).header("Content-Encoding", "gzip").body(noGzip), Reply.ok("there"));
		try (Session session = session()) {
			assertThat(face.get(session, this.server.url("/x")).body()).isEqualTo("there");
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 24: a response with too many headers is refused")
	void headerCount(Face face) throws IOException {
		this.server.on("/most", head("X: y\r\n".repeat(200))).otherwise(head("X: y\r\n".repeat(201)));
		assertRefused(face, "header count");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 24: a response with too long a line is refused")
	void lineLength(Face face) throws IOException {
		this.server.on("/most", head("X: " + "y".repeat(16 * 1024 - 3) + "\r\n"))
			.otherwise(head("X: " + "y".repeat(16 * 1024 - 2) + "\r\n"));
		assertRefused(face, "line length");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: y\r\n", "y", " y\r\n", "\r\n" })
	@DisplayName("RULE 24: an endless head ends the call")
	void endlessHead(String part) {
		this.server.otherwise((request, connection) -> {
			connection.send("\r\n".equals(part) ? "" : "HTTP/1.1 200 OK\r\nX: y");
			while (true) {
				connection.send(part.repeat(100));
			}
		});
		try (Session session = session()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/x"));
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void limitsOfAHeadAreSettings() {
		this.server.on("/count", head("X: y\r\n".repeat(4))).on("/length", head("X: " + "y".repeat(2000) + "\r\n"));
		try (Session session = Session.builder("small")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.limits((limits) -> limits.withMaxHeaderCount(3).withMaxLineLength(DataSize.ofKilobytes(1)))
			.build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/count"))
				.withMessageContaining("limits.max-header-count");
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/length"))
				.withMessageContaining("limits.max-line-length");
		}
	}

	private void assertTooLarge(Face face) throws IOException {
		try (Session session = session()) {
			Throwable thrown = catchThrowable(() -> face.get(session, this.server.url("/x")));
			if (face == Face.HTTP_CLIENT) {
				assertThat(thrown).isInstanceOf(IOException.class);
			}
			else {
				assertThat(thrown).isInstanceOf(ResponseTooLargeException.class);
			}
			assertThat(thrown).hasMessageContaining("max-response-size");
			await().until(() -> session.pool().leased() == 0);
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	private void assertRefused(Face face, String what) throws IOException {
		try (Session session = session()) {
			assertThat(face.get(session, this.server.url("/most")).body()).isEqualTo("ok");
			Throwable thrown = catchThrowable(() -> face.get(session, this.server.url("/x")));
			assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class)
				.hasMessageContaining(what);
			assertThat(this.server.requests("/x")).hasSize(1);
			await().until(() -> session.pool().leased() == 0);
		}
	}

	private Session session() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(40)))
			.retry((retry) -> retry.withMaxAttempts(2).withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.limits((limits) -> limits.withMaxResponseSize(DataSize.ofMegabytes(1)))
			.build();
	}

	/**
	 * A response whose body ends with the connection.
	 */
	private static Answer head(String headers) {
		return Faults.closeAfter("HTTP/1.1 200 OK\r\n" + headers + "\r\nok");
	}

	/**
	 * 20 MB of zeros, compressed the given number of times.
	 */
	private static Reply bomb(int times) {
		return Bomb.of(20).packed(times).in(Reply.status(200));
	}

}
