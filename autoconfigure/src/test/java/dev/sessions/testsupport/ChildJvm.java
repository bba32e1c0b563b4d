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

package dev.sessions.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a separate JVM, for tests that can run only once in each JVM or that need JVM
 * options.
 */
public final class ChildJvm {

	private static final int PATIENCE_MINUTES = 2;

	private ChildJvm() {
	}

	/**
	 * Run a program to its end.
	 * @param folder the directory for its output
	 * @param options the options of the JVM
	 * @param main the class with the main method
	 * @param arguments its arguments
	 * @return its output
	 * @throws IllegalStateException if it does not end, or fails
	 */
	public static String run(Path folder, List<String> options, Class<?> main, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = command(options, main, arguments);
		Path output = Files.createTempFile(folder, "output", ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
			if (!ended || process.exitValue() != 0) {
				throw new IllegalStateException(
						(ended ? "Exit " + process.exitValue() : "No end") + ": " + Files.readString(output));
			}
			return Files.readString(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Start a program that is controlled through its standard input and output.
	 * @param log the file of its error output
	 * @param options the options of the JVM
	 * @param main the class with the main method
	 * @param arguments its arguments
	 * @return the running program, which the caller ends
	 */
	public static Process start(Path log, List<String> options, Class<?> main, String... arguments) throws IOException {
		return new ProcessBuilder(command(options, main, arguments)).redirectError(log.toFile()).start();
	}

	private static List<String> command(List<String> options, Class<?> main, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
		command.addAll(options);
		command.add(main.getName());
		command.addAll(List.of(arguments));
		return command;
	}

}
