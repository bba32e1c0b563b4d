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
import java.util.Arrays;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of truncated responses.
 */
class TruncationRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("truncations")
	@DisplayName("RULE 34: a truncated response is an error, never a short success")
	void truncatedResponseIsAnError(String name, Face face, Answer answer) {
		this.server.otherwise(answer);
		Throwable thrown = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
		assertThat(this.session.pool().leased()).isZero();
	}

	static Stream<Arguments> truncations() {
		return Stream
			.of(Arguments.of("length", Faults.truncatedBody()), Arguments.of("chunks", Faults.truncatedChunks()),
					Arguments.of("gzip", Faults.truncatedGzip()), Arguments.of("head", Faults.truncatedHead()),
					Arguments.of("head between two lines", Faults.closeAfter("HTTP/1.1 200 OK\r\nX-First: 1\r\n")),
					Arguments.of("status line", Faults.closeAfter("HTTP/1.1 200 OK\r\n")),
					Arguments.of("within a chunk",
							Faults.closeAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n01234")),
					Arguments.of("within a chunk's size",
							Faults.closeAfter(
									"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n1")),
					Arguments.of("before any byte", Faults.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")))
			.flatMap((truncation) -> Arrays.stream(Face.values())
				.map((face) -> Arguments.of(truncation.get()[0], face, truncation.get()[1])));
	}

}
