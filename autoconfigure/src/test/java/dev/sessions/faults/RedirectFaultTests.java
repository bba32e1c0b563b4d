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
import java.util.function.Consumer;

import dev.sessions.ConnectFailedException;
import dev.sessions.ReadTimeoutException;
import dev.sessions.TooManyRedirectsException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of faults of redirects.
 */
class RedirectFaultTests {

	private static final String FOUND = "HTTP/1.1 302 Found\r\nLocation: /there\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

	private static final Duration DRIP = Duration.ofMillis(100);

	@ParameterizedTest
	@MethodSource("rows")
	void isHandled(FaultRow row) throws InterruptedException {
		Trial.of(row);
	}

	static List<FaultRow> rows() {
		return List.of(
				FaultRow.of("redirects in a circle", Reply.redirect(302, FaultRow.PATH))
					.fails(TooManyRedirectsException.class)
					.sent(4, 4)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow.of("redirects more often than `redirects.max`", RedirectFaultTests::chain)
					.fails(TooManyRedirectsException.class)
					.sent(4, 4)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow
					.of("redirects with a body that does not end",
							to(Faults.endless(FOUND + CHUNKED, "5\r\nagain\r\n")))
					.answers(200, "there")
					.sent(2, 2)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow
					.of("redirects with a byte of the body each 100 ms",
							to(Faults.drip(FOUND + "Content-Length: 1000\r\n\r\n", "x", DRIP)))
					.answers(200, "there")
					.sent(2, 2)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow
					.of("redirects and closes the connection within the body",
							to(Faults.closeAfter(FOUND + "Content-Length: 1000\r\n\r\nx")))
					.answers(200, "there")
					.sent(2, 2)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow.of("redirects with a gzip bomb", to(Trial.BOMB.in(Reply.redirect(302, "/there"))))
					.answers(200, "there")
					.sent(2, 2)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow.of("redirects with a bad chunk", to(Faults.silenceAfter(FOUND + CHUNKED + "xyz\r\n")))
					.answers(200, "there")
					.sent(2, 2)
					.attempts(1, 1)
					.keepsConnection(),
				FaultRow.of("redirects to what is no URL", Reply.redirect(302, "http://[")).fails("").keepsConnection(),
				FaultRow.of("redirects to another scheme", Reply.redirect(302, "ftp://127.0.0.1/"))
					.fails("")
					.keepsConnection(),
				FaultRow.of("redirects without a `Location`", Reply.status(302).body("where?"))
					.answers(302, "where?")
					.keepsConnection(),
				FaultRow.of("redirects to where no connection is accepted", Reply.redirect(302, "http://127.0.0.1:1/"))
					.fails(ConnectFailedException.class)
					.attempts(3, 3)
					.keepsConnection(),
				FaultRow.of("redirects to where nothing is answered", silentTarget())
					.fails(ReadTimeoutException.class)
					.after(Ending.READ)
					.sent(4, 4)
					.attempts(3, 3),
				FaultRow.of("redirects to where the answer comes a byte each 100 ms", drippingTarget())
					.fails(TotalTimeoutException.class)
					.after(Ending.TOTAL)
					.sent(2, 2)
					.attempts(1, 1),
				FaultRow.of("answers 307 and closes the connection there", brokenTarget())
					.fails("the server closed the connection without an answer")
					.sent(4, 2)
					.attempts(3, 1));
	}

	/**
	 * A redirect to a path without a fault.
	 */
	private static Consumer<ScriptedServer> to(Answer redirect) {
		return (server) -> server.on(FaultRow.PATH, redirect).on("/there", Reply.ok("there"));
	}

	private static void chain(ScriptedServer server) {
		server.on(FaultRow.PATH, Reply.redirect(302, "/1"));
		for (int i = 1; i < 10; i++) {
			server.on("/" + i, Reply.redirect(302, "/" + (i + 1)));
		}
	}

	private static Consumer<ScriptedServer> silentTarget() {
		return to(302, Faults.silence());
	}

	private static Consumer<ScriptedServer> drippingTarget() {
		return to(302, Faults.drip("HTTP/1.1 200 OK\r\nX: ", "x", DRIP));
	}

	private static Consumer<ScriptedServer> brokenTarget() {
		return to(307, Faults.closeWithoutAnswer());
	}

	private static Consumer<ScriptedServer> to(int status, Answer there) {
		return (server) -> server.on(FaultRow.PATH, Reply.redirect(status, "/there")).on("/there", there);
	}

}
