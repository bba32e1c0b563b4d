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
import java.util.function.Consumer;

import dev.sessions.SessionException;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.ScriptedServer;

import org.springframework.http.HttpMethod;

/**
 * A fault and its outcome: a row of {@code docs/reliability.md}. Immutable.
 *
 * @param fault the behaviour of the server
 * @param script scripts the fault at {@link #PATH}
 * @param ofGet the outcome for the caller of {@code GET}
 * @param ofPost the outcome for the caller of {@code POST}
 * @param ofStream the outcome for the reader of a stream, the same by default
 * @param streamReads the number of bytes that the reader reads
 * @param ending the event that ends the call
 * @param sent the number of requests
 * @param attempts the number of attempts, which is lower if a redirect is sent as well,
 * and higher if one cannot be sent
 * @param kept whether the last connection is reused
 */
record FaultRow(String fault, Consumer<ScriptedServer> script, Outcome ofGet, Outcome ofPost, Outcome ofStream,
		int streamReads, Ending ending, Times sent, Times attempts, boolean kept) {

	/**
	 * The path of the fault.
	 */
	static final String PATH = "/fault";

	static final String HEAD = """
			| the server | a call gets | a stream gets | after | sent | connection |
			|---|---|---|---|---|---|""";

	/**
	 * A fault after which the request is not repeated and the connection closes.
	 * @param fault the behaviour of the server
	 * @param answers its answers
	 * @return a builder that takes the outcome
	 */
	static Cause of(String fault, Answer... answers) {
		return of(fault, (server) -> server.on(PATH, answers));
	}

	static Cause of(String fault, Consumer<ScriptedServer> script) {
		return new Cause(fault, script);
	}

	FaultRow after(Ending ending) {
		return new FaultRow(this.fault, this.script, this.ofGet, this.ofPost, this.ofStream, this.streamReads, ending,
				this.sent, this.attempts, this.kept);
	}

	/**
	 * Set the number of requests, each for another attempt.
	 */
	FaultRow sent(int get, int post) {
		Times times = new Times(get, post);
		return new FaultRow(this.fault, this.script, this.ofGet, this.ofPost, this.ofStream, this.streamReads,
				this.ending, times, times, this.kept);
	}

	/**
	 * Set the number of attempts if it differs from that of the requests.
	 */
	FaultRow attempts(int get, int post) {
		return new FaultRow(this.fault, this.script, this.ofGet, this.ofPost, this.ofStream, this.streamReads,
				this.ending, this.sent, new Times(get, post), this.kept);
	}

	FaultRow post(Outcome outcome) {
		return new FaultRow(this.fault, this.script, this.ofGet, outcome, this.ofStream, this.streamReads, this.ending,
				this.sent, this.attempts, this.kept);
	}

	/**
	 * Set the outcome for a reader of a stream that reads the given number of bytes.
	 */
	FaultRow stream(int reads, Outcome outcome) {
		return new FaultRow(this.fault, this.script, this.ofGet, this.ofPost, outcome, reads, this.ending, this.sent,
				this.attempts, this.kept);
	}

	FaultRow keepsConnection() {
		return new FaultRow(this.fault, this.script, this.ofGet, this.ofPost, this.ofStream, this.streamReads,
				this.ending, this.sent, this.attempts, true);
	}

	Outcome outcome(Way way, HttpMethod method) {
		if (way == Way.STREAM && hasOwnStream()) {
			return this.ofStream;
		}
		return method.equals(HttpMethod.POST) ? this.ofPost : this.ofGet;
	}

	private boolean hasOwnStream() {
		return !this.ofStream.equals(this.ofGet);
	}

	/**
	 * The minimum duration of a call.
	 */
	Duration earliest(Way way, HttpMethod method) {
		return this.ending.earliest().multipliedBy(waits(way, method));
	}

	/**
	 * The maximum duration of a call, unless the machine is busy.
	 */
	Duration latest(Way way, HttpMethod method) {
		return this.ending.latest().multipliedBy(waits(way, method)).plus(Ending.PROMPT);
	}

	/**
	 * The number of attempts that wait for the ending: all, except one with a response.
	 * The reader of a stream does not wait for its end.
	 */
	private int waits(Way way, HttpMethod method) {
		if (way == Way.STREAM && hasOwnStream()) {
			return 0;
		}
		boolean fails = outcome(way, method) instanceof Outcome.Failure;
		return this.attempts.of(method) - (fails ? 0 : 1);
	}

	/**
	 * Whether the last connection is reused. That of a {@code POST} which fails where a
	 * {@code GET} was repeated is not.
	 */
	boolean kept(HttpMethod method) {
		boolean failed = method.equals(HttpMethod.POST) && !this.ofPost.equals(this.ofGet)
				&& this.ofPost instanceof Outcome.Failure;
		return this.kept && !failed;
	}

	/**
	 * The row of the page.
	 */
	String text() {
		String call = this.ofGet.text();
		if (!this.ofPost.equals(this.ofGet)) {
			call += ", `POST` " + this.ofPost.text();
		}
		return "| " + String.join(" | ", this.fault, call, hasOwnStream() ? this.ofStream.text() : "the same",
				this.ending.text(), this.sent.text(), this.kept ? "kept" : "closed") + " |";
	}

	@Override
	public String toString() {
		return this.fault;
	}

	/**
	 * A number for each method.
	 *
	 * @param get the number for {@code GET}
	 * @param post the number for {@code POST}
	 */
	record Times(int get, int post) {

		int of(HttpMethod method) {
			return method.equals(HttpMethod.POST) ? this.post : this.get;
		}

		String text() {
			return text(this.get) + ((this.post != this.get) ? ", `POST` " + text(this.post) : "");
		}

		private static String text(int count) {
			return (count == 1) ? "once" : ((count == 2) ? "twice" : count + " times");
		}

	}

	/**
	 * A fault without an outcome yet.
	 *
	 * @param fault the behaviour of the server
	 * @param script scripts the fault
	 */
	record Cause(String fault, Consumer<ScriptedServer> script) {

		FaultRow fails(Class<? extends SessionException> type) {
			return fails(type, "");
		}

		FaultRow fails(String message) {
			return fails(SessionException.class, message);
		}

		FaultRow fails(Class<? extends SessionException> type, String message) {
			return row(Outcome.failure(type, message));
		}

		FaultRow answers(int status, String body) {
			return row(Outcome.response(status, body));
		}

		private FaultRow row(Outcome outcome) {
			Times once = new Times(1, 1);
			return new FaultRow(this.fault, this.script, outcome, outcome, outcome, Integer.MAX_VALUE, Ending.AT_ONCE,
					once, once, false);
		}

	}

}
