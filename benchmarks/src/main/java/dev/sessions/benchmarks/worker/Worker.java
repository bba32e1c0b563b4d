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

package dev.sessions.benchmarks.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The working side of a {@link WorkerProcess}. Answers go to standard output, one on each
 * line; all other output goes to standard error.
 */
public final class Worker {

	/**
	 * The prefix of an answer. The JVM itself may print other lines in between.
	 */
	static final String ANSWER = "answer: ";

	private final PrintStream out = System.out;

	public Worker() {
		System.setOut(System.err);
	}

	/**
	 * Answer with a number.
	 * @param number the number
	 */
	public void answer(long number) {
		answer(Long.toString(number));
	}

	/**
	 * Run a load on each request of the other side, until that side closes its end.
	 * @param load the load
	 * @throws IOException if a call fails
	 */
	public void serve(Load load) throws IOException {
		BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String line = questions.readLine(); line != null; line = questions.readLine()) {
			int space = line.indexOf(' ');
			long calls = Long.parseLong(line.substring(0, space));
			Sample sample = load.run(calls, Duration.ofNanos(Long.parseLong(line.substring(space + 1))));
			answer(sample.toLine());
		}
		// clients may have left threads running
		System.exit(0);
	}

	/**
	 * Answer with a text.
	 * @param answer the text, on one line
	 */
	public void answer(String answer) {
		this.out.println(ANSWER + answer);
		this.out.flush();
	}

}
