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

import dev.sessions.ReadTimeoutException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of faults up to the end of the head of a response.
 */
class HeadFaultTests {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final Duration DRIP = Duration.ofMillis(100);

	@ParameterizedTest
	@MethodSource("rows")
	void isHandled(FaultRow row) throws InterruptedException {
		Trial.of(row);
	}

	static List<FaultRow> rows() {
		return List.of(
				FaultRow.of("closes the connection without an answer", Faults.closeWithoutAnswer())
					.fails("the server closed the connection without an answer")
					.sent(3, 1),
				FaultRow.of("resets the connection without an answer", Faults.reset())
					.fails("Connection reset")
					.sent(3, 1),
				FaultRow.of("half-closes the connection without an answer", Faults.halfCloseAfter(""))
					.fails("the server closed the connection without an answer")
					.sent(3, 1),
				FaultRow.of("never answers", Faults.silence())
					.fails(ReadTimeoutException.class)
					.after(Ending.READ)
					.sent(3, 1),
				FaultRow.of("falls silent within the head", Faults.silenceAfter(OK + "X-First: 1\r\nX-Sec"))
					.fails(ReadTimeoutException.class)
					.after(Ending.READ)
					.sent(3, 1),
				FaultRow.of("sends a byte of a header each 100 ms", Faults.drip(OK + "X-Drip: ", "x", DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL),
				FaultRow.of("sends a byte of the status line each 100 ms", Faults.drip("HTTP/1.1 200 ", "x", DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL),
				FaultRow.of("closes the connection within the status line", Faults.closeAfter("HTTP/1.1 20"))
					.fails("The response does not begin with an HTTP status line"),
				FaultRow.of("closes the connection after the status line", Faults.closeAfter(OK))
					.fails("the response ended too early")
					.sent(3, 1),
				FaultRow.of("closes the connection within a header", Faults.truncatedHead())
					.fails("the response ended too early")
					.sent(3, 1),
				FaultRow.of("resets the connection within the head", Faults.resetAfter(OK + "X-First: 1\r\n"))
					.fails("Connection reset")
					.sent(3, 1),
				FaultRow.of("sends something other than HTTP", Faults.garbage())
					.fails("The response does not begin with an HTTP status line"),
				FaultRow.of("sends the status 099", Faults.silenceAfter("HTTP/1.1 099 Odd\r\n\r\n"))
					.fails("The status of the response is 99"),
				FaultRow
					.of("speaks HTTP/2 unasked", Faults.silenceAfter("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"))
					.fails("Unsupported version: HTTP/2.0"),
				FaultRow.of("sends a header without a colon", Faults.silenceAfter(OK + "no colon\r\n\r\n"))
					.fails("The head of the response has a line that is not a header"),
				FaultRow.of("sends white space before the first header", Faults.silenceAfter(OK + " X: y\r\n\r\n"))
					.fails("The head of the response has white space before its first header"),
				FaultRow
					.of("sends a header line of 1 MB",
							Faults.silenceAfter(OK + "X: " + "y".repeat(1_000_000) + "\r\n\r\n"))
					.fails("see limits.max-line-length"),
				FaultRow.of("sends a header line without end", Faults.endless(OK + "X: ", "y"))
					.fails("see limits.max-line-length"),
				FaultRow.of("sends a folded header without end", Faults.endless(OK + "X: y\r\n", " y\r\n"))
					.fails("see limits.max-line-length"),
				FaultRow.of("sends headers without end", Faults.endless(OK, "X: y\r\n"))
					.fails("see limits.max-header-count"),
				FaultRow.of("sends empty lines without end", Faults.endless("\r\n", "\r\n"))
					.fails("Maximum empty line limit exceeded"),
				FaultRow
					.of("sends 10,000 `Set-Cookie` headers",
							Faults.silenceAfter(OK + "Set-Cookie: a=b\r\n".repeat(10_000) + "\r\n"))
					.fails("see limits.max-header-count"),
				FaultRow
					.of("sends two lengths",
							Faults.silenceAfter(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"))
					.fails("Multiple Content-Length headers"),
				FaultRow
					.of("sends the length twice",
							Faults.silenceAfter(OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"))
					.fails("Multiple Content-Length headers"),
				FaultRow
					.of("sends two lengths in one header", Faults.silenceAfter(OK + "Content-Length: 2, 2\r\n\r\nok"))
					.fails("The length of the response is not a number"),
				FaultRow.of("sends a negative length", Faults.silenceAfter(OK + "Content-Length: -2\r\n\r\nok"))
					.fails("The length of the response is not a number"),
				FaultRow.of("sends a length with a sign", Faults.silenceAfter(OK + "Content-Length: +2\r\n\r\nok"))
					.fails("The length of the response is not a number"),
				FaultRow
					.of("sends a length that is not a number",
							Faults.silenceAfter(OK + "Content-Length: two\r\n\r\nok"))
					.fails("The length of the response is not a number"),
				FaultRow
					.of("sends a length of 20 digits",
							Faults.silenceAfter(OK + "Content-Length: 99999999999999999999\r\n\r\nok"))
					.fails("Invalid content length"),
				FaultRow
					.of("sends a length and chunks",
							Faults.silenceAfter(OK
									+ "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
					.answers(200, "ok"),
				FaultRow
					.of("sends an unknown `Transfer-Encoding`",
							Faults.silenceAfter(OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
					.fails("Unsupported transfer encoding"),
				FaultRow
					.of("says `chunked` twice", Faults.silenceAfter(OK
							+ "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
					.answers(200, "ok"),
				FaultRow
					.of("says `identity` and sends a length",
							Faults.silenceAfter(OK + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok"))
					.answers(200, "ok"),
				FaultRow
					.of("says `identity` and ends the body with the connection",
							Faults.closeAfter(OK + "Transfer-Encoding: identity\r\nConnection: close\r\n\r\nok"))
					.answers(200, "ok"),
				FaultRow
					.of("sends a version with a sign",
							Faults.silenceAfter("HTTP/1.-1 200 OK\r\nContent-Length: 0\r\n\r\n"))
					.fails("The response does not begin with an HTTP status line"),
				FaultRow.of("sends 100, 102 and 103 before its answer", interim(
						"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"))
					.answers(200, "ok")
					.keepsConnection(),
				FaultRow
					.of("sends interim responses without end",
							Faults.endless("", "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"))
					.fails("The server sent more than 100 interim responses"),
				FaultRow
					.of("changes to another protocol unasked", Faults.silenceAfter(
							"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"))
					.fails("The server switched protocols without being asked"),
				FaultRow.of("changes to TLS unasked", Faults.silenceAfter(
						"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n\r\n"))
					.fails("The server switched protocols without being asked"));
	}

	private static Answer interim(String responses) {
		return (request, connection) -> {
			connection.send(responses);
			Reply.ok("ok").send(request, connection);
		};
	}

}
