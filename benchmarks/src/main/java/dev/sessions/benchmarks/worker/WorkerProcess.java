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
import java.util.ArrayList;
import java.util.List;

/**
 * A separate JVM, so that its compiler sees one client only, as in an application. It
 * works on request and is idle otherwise.
 */
public final class WorkerProcess implements AutoCloseable {

	private final String name;

	private final Process process;

	private final PrintStream questions;

	private final BufferedReader answers;

	private WorkerProcess(String name, Process process) {
		this.name = name;
		this.process = process;
		this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
		this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
	}

	/**
	 * Start a process with the JVM and the class path of this one.
	 * @param main its main class, which uses a {@link Worker}
	 * @param jvmArguments the arguments of the JVM
	 * @param arguments the arguments of the main class
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static WorkerProcess start(Class<?> main, List<String> jvmArguments, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElse("java"));
		command.add("-cp");
		command.add(System.getProperty("java.class.path"));
		command.addAll(jvmArguments);
		command.add(main.getName());
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		return new WorkerProcess(main.getSimpleName() + " " + String.join(" ", arguments), process);
	}

	/**
	 * Let the process make calls, and wait for their end.
	 * @param calls the number of calls
	 * @param time the maximum time
	 * @return the measurements
	 * @throws IOException if the process ended
	 */
	public Sample run(long calls, Duration time) throws IOException {
		this.questions.println(calls + " " + time.toNanos());
		return Sample.ofLine(text());
	}

	/**
	 * Wait for a number.
	 * @return the number
	 * @throws IOException if the process ended
	 */
	public long number() throws IOException {
		return Long.parseLong(text());
	}

	/**
	 * Tell the process to proceed.
	 */
	public void proceed() {
		this.questions.println();
	}

	/**
	 * Wait for a text.
	 * @return the text
	 * @throws IOException if the process ended
	 */
	public String text() throws IOException {
		for (String line = this.answers.readLine(); line != null; line = this.answers.readLine()) {
			if (line.startsWith(Worker.ANSWER)) {
				return line.substring(Worker.ANSWER.length());
			}
		}
		throw new IOException("The process of '" + this.name + "' ended without an answer");
	}

	/**
	 * Wait until the process ends by itself.
	 * @throws IOException if it failed
	 */
	public void awaitEnd() throws IOException {
		String line = this.answers.readLine();
		while (line != null) {
			line = this.answers.readLine();
		}
		int status = this.process.onExit().join().exitValue();
		if (status != 0) {
			throw new IOException("The process of '" + this.name + "' ended with " + status);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
