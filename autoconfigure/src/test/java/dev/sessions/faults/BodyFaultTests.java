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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.sessions.ReadTimeoutException;
import dev.sessions.ResponseTooLargeException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Encoded;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of faults in the body of a response.
 */
class BodyFaultTests {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

	private static final String GZIP = OK + "Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n";

	/**
	 * RFC 1952, section 2.3.
	 */
	private static final String GZIP_HEAD = "\u001f\u008b\u0008\0\0\0\0\0\0\u0003";

	/**
	 * A header with a comment, which ends at a zero byte.
	 */
	private static final String GZIP_COMMENT = "\u001f\u008b\u0008\u0010\0\0\0\0\0\u0003";

	/**
	 * A block that is not compressed (RFC 1951, section 3.2.4).
	 */
	private static final String GZIPPED_X = "\0\1\0\u00fe\u00ffx";

	private static final String ZEROS = "\0\0\0\0\0";

	/**
	 * More pieces than {@code timeout.total} allows.
	 */
	private static final int DRIPS = 10;

	/**
	 * More than {@code limits.max-response-size}.
	 */
	private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

	private static final Duration DRIP = Duration.ofMillis(100);

	@ParameterizedTest
	@MethodSource("rows")
	void isHandled(FaultRow row) throws InterruptedException {
		Trial.of(row);
	}

	static List<FaultRow> rows() {
		return List.of(
				FaultRow.of("closes the connection within a body of known length", Faults.truncatedBody())
					.fails("the response ended too early"),
				FaultRow
					.of("closes the connection before any byte of it",
							Faults.closeAfter(OK + "Content-Length: 5\r\n\r\n"))
					.fails("the response ended too early"),
				FaultRow
					.of("resets the connection within the body",
							Faults.resetAfter(OK + "Content-Length: 100\r\n\r\n0123456789"))
					.fails("Connection reset"),
				FaultRow.of("closes the connection between chunks", Faults.truncatedChunks())
					.fails("the response ended too early"),
				FaultRow.of("closes the connection within a chunk", Faults.closeAfter(CHUNKED + "a\r\n01234"))
					.fails("the response ended too early"),
				FaultRow
					.of("closes the connection within the size of a chunk",
							Faults.closeAfter(CHUNKED + "a\r\n0123456789\r\n1"))
					.fails("the response ended too early"),
				FaultRow
					.of("half-closes the connection within the body",
							Faults.halfCloseAfter(OK + "Content-Length: 100\r\n\r\n0123456789"))
					.fails("the response ended too early"),
				FaultRow
					.of("falls silent within the body",
							Faults.silenceAfter(OK + "Content-Length: 100\r\n\r\n0123456789"))
					.fails(ReadTimeoutException.class)
					.after(Ending.READ),
				FaultRow
					.of("sends a byte of the body each 100 ms",
							Faults.drip(OK + "Content-Length: 1000\r\n\r\n", "x", DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL)
					.stream(DRIPS, read("x".repeat(DRIPS))),
				FaultRow.of("sends a chunk of a byte each 100 ms", Faults.drip(CHUNKED, "1\r\nx\r\n", DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL)
					.stream(DRIPS, read("x".repeat(DRIPS))),
				FaultRow
					.of("sends a compressed body a byte each 100 ms", Faults.drip(GZIP + GZIP_HEAD, GZIPPED_X, DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL)
					.stream(DRIPS, read("x".repeat(DRIPS))),
				FaultRow
					.of("sends the head of a gzip body a byte each 100 ms", Faults.drip(GZIP + GZIP_COMMENT, "x", DRIP))
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL)
					.stream(0, read("")),
				FaultRow
					.of("sends a chunk size that is not a number",
							Faults.silenceAfter(CHUNKED + "xyz\r\n0123456789\r\n0\r\n\r\n"))
					.fails("Bad chunk header"),
				FaultRow
					.of("sends a negative chunk size", Faults.silenceAfter(CHUNKED + "-a\r\n0123456789\r\n0\r\n\r\n"))
					.fails("Bad chunk header"),
				FaultRow
					.of("sends a chunk size with a sign",
							Faults.silenceAfter(CHUNKED + "+a\r\n0123456789\r\n0\r\n\r\n"))
					.fails("Bad chunk header"),
				FaultRow
					.of("sends a chunk size with white space before it",
							Faults.silenceAfter(CHUNKED + " a\r\n0123456789\r\n0\r\n\r\n"))
					.fails("Bad chunk header"),
				FaultRow
					.of("sends a chunk size of 20 digits",
							Faults.silenceAfter(CHUNKED + "f".repeat(20) + "\r\n0123456789\r\n"))
					.fails("Bad chunk header"),
				FaultRow
					.of("announces a chunk of 8 EB and closes the connection",
							Faults.closeAfter(CHUNKED + "7fffffffffffffff\r\n0123456789"))
					.fails("the response ended too early"),
				FaultRow.of("sends no line end after a chunk", Faults.silenceAfter(CHUNKED + "2\r\nok0\r\n\r\n"))
					.fails("Unexpected content at the end of chunk"),
				FaultRow.of("sends a chunk extension without end", Faults.endless(CHUNKED + "2;", "x"))
					.fails("see limits.max-line-length"),
				FaultRow.of("sends trailers without end", Faults.endless(CHUNKED + "2\r\nok\r\n0\r\n", "X: y\r\n"))
					.fails("see limits.max-header-count"),
				FaultRow
					.of("announces a body beyond `limits.max-response-size`",
							Faults.silenceAfter(OK + "Content-Length: 9223372036854775807\r\n\r\n01234"))
					.fails(ResponseTooLargeException.class)
					.stream(5, read("01234")),
				FaultRow
					.of("sends a body without end, the end of which is that of the connection",
							Faults.endless(OK + "\r\n", "x"))
					.fails(ResponseTooLargeException.class)
					.stream(TWO_MEGABYTES, read("x".repeat(TWO_MEGABYTES))),
				FaultRow.of("sends chunks without end", Faults.endless(CHUNKED, "5\r\nagain\r\n"))
					.fails(ResponseTooLargeException.class)
					.stream(5, read("again")),
				FaultRow.of("sends half a gzip body, correctly framed", Faults.truncatedGzip())
					.fails("the response ended too early")
					.keepsConnection(),
				FaultRow
					.of("closes the connection within a gzip body, the end of which is that of the connection",
							Faults.closeWithinGzip())
					.fails("the response ended too early"),
				FaultRow
					.of("says gzip and sends none",
							Reply.ok("this is not compressed").header("Content-Encoding", "gzip"))
					.fails("Not in GZIP format")
					.keepsConnection(),
				FaultRow.of("sends a gzip body with a wrong checksum", wrongChecksum())
					.fails("Corrupt GZIP trailer")
					.keepsConnection(),
				FaultRow.of("sends other data after a gzip body", garbageBehindGzip())
					.answers(200, "whole")
					.keepsConnection(),
				FaultRow
					.of("says deflate and sends none",
							Reply.ok("this is not compressed").header("Content-Encoding", "deflate"))
					.fails("")
					.keepsConnection(),
				FaultRow.of("sends a gzip bomb", bomb(1, 200))
					.fails(ResponseTooLargeException.class)
					.stream(TWO_MEGABYTES, read("\0".repeat(TWO_MEGABYTES))),
				FaultRow.of("sends a bomb in five layers of gzip", bomb(5, 200))
					.fails(ResponseTooLargeException.class)
					.stream(5, read(ZEROS))
					.keepsConnection(),
				FaultRow.of("sends six layers of gzip", bomb(6, 200))
					.fails("the response has more than 5 content codings"),
				FaultRow.of("sends a gzip bomb with a 401", bomb(1, 401))
					.fails(ResponseTooLargeException.class)
					.stream(5, Outcome.response(401, ZEROS)),
				FaultRow.of("sends a gzip bomb with a 404", bomb(1, 404))
					.fails(ResponseTooLargeException.class)
					.stream(5, Outcome.response(404, ZEROS)),
				FaultRow
					.of("sends an unknown `Content-Encoding`", Reply.ok("as it is").header("Content-Encoding", "rot13"))
					.answers(200, "as it is")
					.keepsConnection(),
				FaultRow.of("ends the body with the connection", Faults.closeAfter(OK + "\r\nok")).answers(200, "ok"));
	}

	private static Outcome read(String body) {
		return Outcome.response(200, body);
	}

	private static Answer bomb(int times, int status) {
		return Trial.BOMB.packed(times).in(Reply.status(status));
	}

	private static Answer garbageBehindGzip() {
		byte[] gzip = Encoded.gzip("whole");
		byte[] body = Arrays.copyOf(gzip, gzip.length + 100);
		Arrays.fill(body, gzip.length, body.length, (byte) 'x');
		return Reply.status(200).header("Content-Encoding", "gzip").body(body);
	}

	private static Answer wrongChecksum() {
		String empty = GZIP_HEAD + "\u0003\0";
		return Reply.status(200)
			.header("Content-Encoding", "gzip")
			.body((empty + "\1\2\3\4\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
	}

}
